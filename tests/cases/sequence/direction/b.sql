create sequence s increment by -1;
