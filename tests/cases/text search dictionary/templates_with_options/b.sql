create text search dictionary d (template = snowball, language = 'german');
create text search dictionary s (template = synonym, synonyms = 'synonym_sample', casesensitive = true);
create text search dictionary h (template = thesaurus, dictfile = 'thesaurus_sample', dictionary = simple);
