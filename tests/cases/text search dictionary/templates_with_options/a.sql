create text search dictionary d (template = snowball, language = 'english', stopwords = 'english');
create text search dictionary s (template = synonym, synonyms = 'synonym_sample');
create text search dictionary h (template = thesaurus, dictfile = 'thesaurus_sample', dictionary = d);
