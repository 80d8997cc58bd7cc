-- finds: bucket avatars
-- finds: bucket pictures
insert into storage.buckets (id, name, public) values ('avatars', 'avatars', true);
insert into storage.buckets (id, name, public) values ('pictures', 'pictures', true);
create policy one on storage.objects for select to anon using (bucket_id = 'avatars');
create policy every on storage.objects for select to authenticated using (true);
