create text search dictionary gone (template = simple);
create text search configuration c (copy = english);
alter text search configuration c alter mapping for word with gone, english_stem;
