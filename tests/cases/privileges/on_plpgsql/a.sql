comment on language plpgsql is 'mine'; comment on extension plpgsql is 'ext';
