create unlogged table t(a bigint, b bigint, c text);
