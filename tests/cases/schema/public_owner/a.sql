alter schema public owner to alice;
