drop schema public; create schema public;
