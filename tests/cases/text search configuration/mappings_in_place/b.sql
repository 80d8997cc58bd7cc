create text search dictionary come (template = simple);
create text search configuration c (copy = english);
alter text search configuration c alter mapping for word with simple, come;
alter text search configuration c drop mapping for email, url;
