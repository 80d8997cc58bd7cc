create extension vector schema extensions;
