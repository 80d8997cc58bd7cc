insert into storage.buckets (id, name, public) values ('avatars', 'avatars', true), ('secret', 'secret', false);
create policy own on storage.objects for select to anon using (bucket_id = 'avatars' and owner = (select auth.uid()));
create policy other on storage.objects for select to anon using (bucket_id = 'secret');
create policy inserting on storage.objects for insert to anon with check (bucket_id = 'avatars');
