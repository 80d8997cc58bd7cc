create domain d as text constraint a check (value <> 'aa') constraint b check (value <> 'b');
comment on constraint a on domain d is 'no aa';
comment on constraint b on domain d is 'no b';
