create domain d as text constraint a check (value <> 'a') constraint b check (value <> 'b');
comment on constraint a on domain d is 'no a';
