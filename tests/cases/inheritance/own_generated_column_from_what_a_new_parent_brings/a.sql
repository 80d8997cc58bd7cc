create table tree_b (k int);
