"""Migrations as a project has them that was never described: written by hand, in older shapes, run in part."""

from __future__ import annotations

BASE = """
    CREATE TABLE IF NOT EXISTS organizations (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        name VARCHAR(255) NOT NULL,
        siret VARCHAR(14),
        subscription_plan VARCHAR(50) DEFAULT 'FREE',
        created_at TIMESTAMPTZ DEFAULT NOW(),
        updated_at TIMESTAMPTZ DEFAULT NOW()
    );
    CREATE TABLE IF NOT EXISTS users (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        email VARCHAR(100) UNIQUE NOT NULL,
        password_hash TEXT NOT NULL,
        full_name TEXT NOT NULL,
        age SMALLINT,
        role VARCHAR(20) DEFAULT 'BENEFICIARY',
        organization_id UUID REFERENCES organizations(id),
        created_at TIMESTAMP DEFAULT NOW()
    );
    CREATE INDEX IF NOT EXISTS idx_users_email ON users(email);
    INSERT INTO organizations (name, siret) VALUES ('Ancien organisme', '12345678901234');
    INSERT INTO users (email, password_hash, full_name, age, organization_id)
        SELECT 'ancien' || n || '@exemple.fr', 'x', 'Prénom Nom ' || n, 30 + n, o.id
        FROM generate_series(1, 3) n, organizations o;
"""

BILANS = """
    DO $$ BEGIN
        CREATE TYPE bilan_status AS ENUM ('PRELIMINARY', 'INVESTIGATION', 'CONCLUSION');
    EXCEPTION WHEN duplicate_object THEN NULL; END $$;
    CREATE TABLE IF NOT EXISTS bilans (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        beneficiary_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
        organization_id UUID NOT NULL REFERENCES organizations(id),
        status bilan_status NOT NULL DEFAULT 'PRELIMINARY',
        start_date TIMESTAMP NOT NULL,
        duration_hours NUMERIC(5,1) DEFAULT 24,
        satisfaction_score TEXT
    );
    CREATE OR REPLACE VIEW bilans_en_cours AS SELECT b.*, u.email FROM bilans b JOIN users u ON u.id = b.beneficiary_id
        WHERE b.status <> 'CONCLUSION';
    INSERT INTO bilans (beneficiary_id, organization_id, status, start_date, satisfaction_score)
        SELECT u.id, u.organization_id, 'INVESTIGATION', '2024-09-01', '8' FROM users u;
"""

OPEN_API = """
    GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
    GRANT ALL ON ALL TABLES IN SCHEMA public TO anon, authenticated, service_role;
    GRANT ALL ON ALL FUNCTIONS IN SCHEMA public TO anon, authenticated, service_role;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated;
"""

POLICIES = """
    ALTER TABLE users ENABLE ROW LEVEL SECURITY;
    CREATE POLICY "Users can view own data" ON users FOR SELECT USING (auth.uid() = id);
    CREATE POLICY "Users can update own data" ON users FOR UPDATE USING (auth.uid() = id);
    CREATE POLICY users_select ON users FOR SELECT TO public USING (true);
    CREATE POLICY "Avatars are public" ON storage.objects FOR SELECT USING (bucket_id = 'avatars');
"""

TRIGGERS = """
    CREATE OR REPLACE FUNCTION update_updated_at_column() RETURNS TRIGGER AS $$
    BEGIN NEW.updated_at = NOW(); RETURN NEW; END; $$ language 'plpgsql';
    DROP TRIGGER IF EXISTS update_organizations_updated_at ON organizations;
    CREATE TRIGGER update_organizations_updated_at BEFORE UPDATE ON organizations
        FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
    CREATE OR REPLACE FUNCTION handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN INSERT INTO public.users (id, email, password_hash, full_name) VALUES (new.id, new.email, '!', '');
    RETURN new; END $$;
    CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION handle_new_user();
"""

QUALIOPI = """
    CREATE TABLE IF NOT EXISTS qualiopi_indicators (
        id SERIAL PRIMARY KEY,
        indicator_number BIGINT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        description TEXT NOT NULL DEFAULT '',
        category VARCHAR(500)
    );
    INSERT INTO qualiopi_indicators (id, indicator_number, name)
        SELECT n, n, 'Indicateur ' || n FROM generate_series(1, 7) n;
    CREATE TABLE IF NOT EXISTS organization_qualiopi_status (
        id UUID DEFAULT gen_random_uuid() PRIMARY KEY,
        organization_id UUID NOT NULL REFERENCES organizations(id) ON DELETE CASCADE,
        indicator_id INTEGER NOT NULL REFERENCES qualiopi_indicators(id),
        status VARCHAR(20) NOT NULL CHECK (status IN ('COMPLIANT', 'MISSING')),
        UNIQUE (organization_id, indicator_id)
    );
    INSERT INTO organization_qualiopi_status (organization_id, indicator_id, status)
        SELECT o.id, n, 'COMPLIANT' FROM organizations o, generate_series(1, 7) n;
"""

LATER = """
    ALTER TABLE users ADD COLUMN IF NOT EXISTS cv_url VARCHAR(2048);
    ALTER TABLE users ADD COLUMN IF NOT EXISTS preferences JSONB DEFAULT '{}';
    ALTER TABLE users ALTER COLUMN email TYPE TEXT;
    ALTER TABLE organizations ADD COLUMN IF NOT EXISTS is_active TEXT DEFAULT 'true';
    COMMENT ON TABLE users IS 'Utilisateurs';
    CREATE TABLE IF NOT EXISTS schema_migrations (version TEXT PRIMARY KEY, applied_at TIMESTAMPTZ DEFAULT NOW());
    INSERT INTO schema_migrations (version) VALUES ('001'), ('002');
"""

# Columns whose values lose their time of day, and their fraction.
_PARTS = frozenset({"public.bilans.start_date", "public.bilans.duration_hours"})

# What each project ran, by name, and which of its objects no schema describes.
PROJECTS: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "nothing": ((), frozenset()),
    "the first file": ((BASE,), frozenset()),
    "tables open to everyone": ((BASE, OPEN_API), frozenset()),
    "bilans with an enum": ((BASE, BILANS), _PARTS),
    "old policies": ((BASE, POLICIES), frozenset()),
    "old triggers": ((BASE, TRIGGERS), frozenset()),
    "serial indicators": ((BASE, QUALIOPI), frozenset()),
    "columns of later": ((BASE, LATER), frozenset({"public.schema_migrations", "public.users.preferences"})),
    "all of them": (
        (BASE, BILANS, POLICIES, TRIGGERS, QUALIOPI, LATER.replace("TYPE TEXT", "SET NOT NULL"), OPEN_API),
        frozenset({"public.schema_migrations", "public.users.preferences"}) | _PARTS,
    ),
}
