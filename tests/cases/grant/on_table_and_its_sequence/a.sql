-- The grant on a sequence waits for its table, whose default waits for the sequence: no column has to wait with it.
create schema s;
