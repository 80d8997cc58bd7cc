"""What people and machines see, one file per form."""
