"""Objects under new names, said by a hint in the schema or an option; never guessed."""
