alter default privileges revoke all on sequences from postgres;
