grant create on schema public to alice; revoke usage on schema public from public;
