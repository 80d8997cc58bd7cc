grant all on schema public to public; comment on schema public is 'mine';
