create domain t as text;
