revoke usage on language plpgsql from public;
