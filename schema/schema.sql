-- The database of BilanCompetence.AI, as it should be.
--
-- It loads into an empty Supabase project in one go, as role postgres: `make apply`, or pasted whole into the SQL
-- editor. A database that has parts of it already is brought here by `make plan` and `make apply`; running this file
-- on one is not the way.
--
-- What holds everywhere:
--   * Lists of values are checks, not enums. The columns are varchar in the databases that exist, so a check joins
--     them without rewriting a row, and a value can leave the list again. Tables that are new here use text. Where
--     the product never fixed a list (bilans.status, subscription_plan, ...), none is invented.
--   * Types and nullability are those of the databases that exist, timestamp and timestamptz alike; only
--     availability_slots and session_bookings are stricter. Every timestamp without a zone is UTC, the time zone of a
--     Supabase server.
--   * Constraints that existing databases have bear the name that PostgreSQL gave them there.
--   * Every foreign key and every column that a policy compares has an index that begins with it.
--   * Every table with updated_at has the trigger set_updated_at.
--   * Every table has row-level security. anon may do nothing. authenticated (a signed-in browser) may do what the
--     policies and grants at the end of this file say. service_role (the API server) may do everything.
--   * Functions pin their search_path to '' and write every name in full.
--
-- Sections: organizations and people, bilans, assessments, Qualiopi, surveys and archive, scheduling, consents and
-- audit trail; then who sees what: helpers, policies, grants.


create function public.set_updated_at() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.updated_at := now();
    return new;
end;
$$;
comment on function public.set_updated_at() is 'Trigger: keeps updated_at of the changed row.';


-- =================================================================================================
-- Organizations and people
-- Who uses the product, and for whom they act.
-- =================================================================================================

create table public.organizations (
    id                             uuid         not null default gen_random_uuid(),
    name                           varchar(255) not null,
    siret                          varchar(14),
    description                    text,
    subscription_plan              varchar(50)  default 'STARTER',
    address                        text,
    phone                          varchar(20),
    website                        varchar(255),
    qualiopi_certified             boolean      default false,
    qualiopi_expiry                date,
    stripe_customer_id             varchar(255),
    is_active                      boolean      default true,
    created_at                     timestamp    default now(),
    updated_at                     timestamp    default now(),
    deleted_at                     timestamp,
    qualiopi_last_audit_date       date,
    qualiopi_compliance_percentage integer      default 0,
    constraint organizations_pkey primary key (id),
    constraint organizations_qualiopi_compliance_percentage_check
        check (qualiopi_compliance_percentage between 0 and 100)
);
comment on table public.organizations is 'Training providers that run bilans de compétences.';
comment on column public.organizations.siret is 'The 14 digits that identify an establishment in France.';
comment on column public.organizations.description is 'What the organization says about itself to beneficiaries.';
comment on column public.organizations.subscription_plan is
    'Plan of the subscription; set by the API server from billing.';
comment on column public.organizations.qualiopi_expiry is 'Last day on which the certificate is valid.';
comment on column public.organizations.stripe_customer_id is
    'Customer at the payment provider; not granted to clients.';
comment on column public.organizations.is_active is 'False closes the organization without deleting it.';
comment on column public.organizations.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';
comment on column public.organizations.qualiopi_compliance_percentage is
    'Share of the applicable indicators that are compliant, 0 to 100.';

create index idx_organizations_qualiopi_certified on public.organizations (qualiopi_certified);
create index idx_organizations_qualiopi_expiry on public.organizations (qualiopi_expiry);

create trigger set_updated_at before update on public.organizations
    for each row execute function public.set_updated_at();

create table public.users (
    id                         uuid         not null default gen_random_uuid(),
    email                      varchar(255) not null,
    password_hash              varchar(255) not null,
    full_name                  varchar(255) not null,
    age                        integer,
    role                       varchar(50)  not null default 'BENEFICIARY',
    organization_id            uuid,
    avatar_url                 text,
    cv_url                     text,
    cv_uploaded_at             timestamp,
    bio                        text,
    is_active                  boolean      default true,
    email_verified             boolean      default false,
    email_verified_at          timestamp,
    last_login                 timestamp,
    created_at                 timestamp    default now(),
    updated_at                 timestamp    default now(),
    deleted_at                 timestamp,
    verification_token         varchar(255),
    verification_token_expires timestamp,
    reset_password_token       varchar(255),
    reset_password_expires     timestamp,
    constraint users_pkey primary key (id),
    constraint users_email_key unique (email),
    constraint users_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete set null,
    constraint users_role_check check (role in ('BENEFICIARY', 'CONSULTANT', 'ORG_ADMIN', 'ADMIN'))
);
comment on table public.users is
    'Everyone with an account. The API server inserts the rows; id is the subject of the access token, so it '
    'equals auth.uid(). Clients read and change only the columns that are granted to them below, so they must '
    'name the columns that they want.';
comment on column public.users.password_hash is 'Hash of the password; never granted to clients.';
comment on column public.users.role is
    'What the user is in organization_id; ADMIN is an administrator of the whole product.';
comment on column public.users.organization_id is
    'The organization that the user belongs to first; user_organization_roles holds further ones.';
comment on column public.users.cv_url is 'Where the last uploaded CV lies.';
comment on column public.users.is_active is
    'An account that is not active sees nothing but its own row, even with a valid token.';
comment on column public.users.deleted_at is
    'When the account was deleted softly; it then sees nothing but its own row.';
comment on column public.users.verification_token is
    'Superseded by email_verification_tokens; never granted to clients.';
comment on column public.users.verification_token_expires is 'When verification_token stops being valid.';
comment on column public.users.reset_password_token is
    'Superseded by password_reset_tokens; never granted to clients.';
comment on column public.users.reset_password_expires is 'When reset_password_token stops being valid.';

create index idx_users_cv_uploaded_at on public.users (cv_uploaded_at);
create index idx_users_email on public.users (email) where deleted_at is null;
create index idx_users_organization on public.users (organization_id);
create index idx_users_reset_password_token
    on public.users (reset_password_token) where reset_password_token is not null;
create index idx_users_role on public.users (role);
create index idx_users_verification_token on public.users (verification_token) where verification_token is not null;

create trigger set_updated_at before update on public.users
    for each row execute function public.set_updated_at();

create table public.user_organization_roles (
    user_id         uuid        not null,
    organization_id uuid        not null,
    role            text        not null,
    created_at      timestamptz not null default now(),
    constraint user_organization_roles_pkey primary key (user_id, organization_id, role),
    constraint user_organization_roles_user_id_fkey
        foreign key (user_id) references public.users (id) on delete cascade,
    constraint user_organization_roles_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint user_organization_roles_role_check check (role in ('BENEFICIARY', 'CONSULTANT', 'ORG_ADMIN'))
);
comment on table public.user_organization_roles is
    'Who may act for which organization, beyond the organization that users.organization_id names. Written by '
    'the API server only.';
comment on column public.user_organization_roles.role is
    'ADMIN is missing on purpose: it belongs to the whole product, not to an organization.';

create index idx_user_organization_roles_organization on public.user_organization_roles (organization_id);

create table public.email_verification_tokens (
    id         uuid         not null default gen_random_uuid(),
    user_id    uuid         not null,
    token      varchar(255) not null,
    expires_at timestamp    not null,
    used_at    timestamp,
    created_at timestamp    default now(),
    constraint email_verification_tokens_pkey primary key (id),
    constraint email_verification_tokens_token_key unique (token),
    constraint email_verification_tokens_user_id_fkey
        foreign key (user_id) references public.users (id) on delete cascade
);
comment on table public.email_verification_tokens is
    'Tokens that prove an address. Closed on purpose: no policy, service_role only.';
comment on column public.email_verification_tokens.token is 'Secret sent by email.';
comment on column public.email_verification_tokens.used_at is 'When it was used; a token works once.';

create index idx_email_verification_tokens_expires_at on public.email_verification_tokens (expires_at);
create index idx_email_verification_tokens_token on public.email_verification_tokens (token);
create index idx_email_verification_tokens_user_id on public.email_verification_tokens (user_id);

create table public.password_reset_tokens (
    id         uuid         not null default gen_random_uuid(),
    user_id    uuid         not null,
    token      varchar(255) not null,
    expires_at timestamp    not null,
    used_at    timestamp,
    created_at timestamp    default now(),
    constraint password_reset_tokens_pkey primary key (id),
    constraint password_reset_tokens_token_key unique (token),
    constraint password_reset_tokens_user_id_fkey
        foreign key (user_id) references public.users (id) on delete cascade
);
comment on table public.password_reset_tokens is
    'Tokens that allow a new password. Closed on purpose: no policy, service_role only.';
comment on column public.password_reset_tokens.token is 'Secret sent by email.';
comment on column public.password_reset_tokens.used_at is 'When it was used; a token works once.';

create index idx_password_reset_tokens_expires_at on public.password_reset_tokens (expires_at);
create index idx_password_reset_tokens_token on public.password_reset_tokens (token);
create index idx_password_reset_tokens_user_id on public.password_reset_tokens (user_id);


-- =================================================================================================
-- Bilans de compétences
-- The bilan itself, a skills assessment of up to 24 hours in three legal phases, and what hangs on it.
-- =================================================================================================

create table public.bilans (
    id                    uuid        not null default gen_random_uuid(),
    beneficiary_id        uuid        not null,
    consultant_id         uuid,
    organization_id       uuid        not null,
    status                varchar(50) not null default 'PRELIMINARY',
    start_date            date        not null,
    expected_end_date     date,
    actual_end_date       date,
    duration_hours        integer     default 24,
    contract_signed       boolean     default false,
    signed_contract_url   text,
    satisfaction_score    integer,
    completion_percentage integer     default 0,
    progress_percentage   integer     default 0,
    created_at            timestamp   default now(),
    updated_at            timestamp   default now(),
    deleted_at            timestamp,
    constraint bilans_pkey primary key (id),
    constraint bilans_beneficiary_id_fkey
        foreign key (beneficiary_id) references public.users (id) on delete cascade,
    constraint bilans_consultant_id_fkey
        foreign key (consultant_id) references public.users (id) on delete set null,
    constraint bilans_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint bilans_progress_percentage_check check (progress_percentage between 0 and 100)
);
comment on table public.bilans is
    'One bilan de compétences: a beneficiary, a consultant and the organization that runs it.';
comment on column public.bilans.status is 'Phase of the bilan; it begins as PRELIMINARY.';
comment on column public.bilans.duration_hours is 'Hours agreed on; the law caps them at 24.';
comment on column public.bilans.signed_contract_url is 'Where the signed agreement of the three parties lies.';
comment on column public.bilans.satisfaction_score is 'Score of the final survey, copied here by the API server.';
comment on column public.bilans.completion_percentage is 'Share of the agreed hours that were held, 0 to 100.';
comment on column public.bilans.progress_percentage is
    'Share of the steps that are done, as shown to the beneficiary, 0 to 100.';
comment on column public.bilans.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';

create index idx_bilans_beneficiary on public.bilans (beneficiary_id);
create index idx_bilans_consultant on public.bilans (consultant_id);
create index idx_bilans_organization on public.bilans (organization_id);
create index idx_bilans_status on public.bilans (status);

create trigger set_updated_at before update on public.bilans
    for each row execute function public.set_updated_at();

create table public.competencies (
    id                          uuid             not null default gen_random_uuid(),
    bilan_id                    uuid             not null,
    skill_name                  varchar(255)     not null,
    rome_code                   varchar(10),
    self_assessment_level       varchar(50),
    consultant_assessment_level varchar(50),
    frequency_of_use            varchar(50),
    interest_level              integer,
    ai_transferability_score    double precision,
    context                     text,
    created_at                  timestamp        default now(),
    updated_at                  timestamp        default now(),
    constraint competencies_pkey primary key (id),
    constraint competencies_bilan_id_fkey foreign key (bilan_id) references public.bilans (id) on delete cascade
);
comment on table public.competencies is
    'Skills that a bilan found, as the beneficiary and the consultant judge them.';
comment on column public.competencies.rome_code is 'Code of the skill or job in ROME, the French directory of jobs.';
comment on column public.competencies.interest_level is 'How much the beneficiary likes to use the skill.';
comment on column public.competencies.ai_transferability_score is
    'How well the skill carries over to other jobs, as the AI estimates it.';
comment on column public.competencies.context is 'Where the skill was acquired or used.';

create index idx_competencies_bilan on public.competencies (bilan_id);

create trigger set_updated_at before update on public.competencies
    for each row execute function public.set_updated_at();

create table public.recommendations (
    id                   uuid             not null default gen_random_uuid(),
    bilan_id             uuid             not null,
    type                 varchar(50)      not null,
    rome_code            varchar(10),
    title                varchar(255)     not null,
    description          text,
    match_score          double precision,
    required_skills      jsonb,
    training_path        jsonb,
    priority             integer,
    ai_generated         boolean          default true,
    consultant_validated boolean          default false,
    created_at           timestamp        default now(),
    updated_at           timestamp        default now(),
    constraint recommendations_pkey primary key (id),
    constraint recommendations_bilan_id_fkey
        foreign key (bilan_id) references public.bilans (id) on delete cascade
);
comment on table public.recommendations is 'Jobs and trainings that a bilan recommends.';
comment on column public.recommendations.rome_code is
    'Code of the recommended job in ROME, the French directory of jobs.';
comment on column public.recommendations.match_score is 'How well it fits the beneficiary, as the AI estimates it.';
comment on column public.recommendations.required_skills is 'Skills that are asked for.';
comment on column public.recommendations.training_path is 'Trainings that lead there, in order.';
comment on column public.recommendations.priority is 'Rank among the recommendations of the bilan; 1 comes first.';
comment on column public.recommendations.consultant_validated is 'True once the consultant approved it.';

create index idx_recommendations_bilan on public.recommendations (bilan_id);

create trigger set_updated_at before update on public.recommendations
    for each row execute function public.set_updated_at();

create table public.documents (
    id           uuid        not null default gen_random_uuid(),
    bilan_id     uuid        not null,
    type         varchar(50) not null,
    file_url     text        not null,
    file_size    integer,
    file_format  varchar(10),
    version      integer     default 1,
    ai_generated boolean     default true,
    created_at   timestamp   default now(),
    updated_at   timestamp   default now(),
    constraint documents_pkey primary key (id),
    constraint documents_bilan_id_fkey foreign key (bilan_id) references public.bilans (id) on delete cascade
);
comment on table public.documents is 'Documents that a bilan produced, uploaded or generated.';
comment on column public.documents.type is 'Which document of the bilan it is.';
comment on column public.documents.file_size is 'In bytes.';
comment on column public.documents.file_format is 'Extension of the file, such as pdf.';
comment on column public.documents.version is 'Counts up when the document is made anew.';

create index idx_documents_bilan on public.documents (bilan_id);

create trigger set_updated_at before update on public.documents
    for each row execute function public.set_updated_at();

create table public.messages (
    id           uuid        not null default gen_random_uuid(),
    bilan_id     uuid        not null,
    sender_id    uuid        not null,
    recipient_id uuid        not null,
    content      text        not null,
    message_type varchar(50) default 'TEXT',
    read_at      timestamp,
    created_at   timestamp   default now(),
    updated_at   timestamp   default now(),
    constraint messages_pkey primary key (id),
    constraint messages_bilan_id_fkey foreign key (bilan_id) references public.bilans (id) on delete cascade,
    constraint messages_sender_id_fkey foreign key (sender_id) references public.users (id) on delete cascade,
    constraint messages_recipient_id_fkey
        foreign key (recipient_id) references public.users (id) on delete cascade
);
comment on table public.messages is
    'Messages between the people of one bilan; only the sender and the recipient read them.';
comment on column public.messages.message_type is 'TEXT unless the product itself wrote it.';
comment on column public.messages.read_at is 'When the recipient read it; the only column that clients update.';

create index idx_messages_bilan on public.messages (bilan_id);
create index idx_messages_read on public.messages (read_at);
create index idx_messages_recipient on public.messages (recipient_id);
create index idx_messages_sender on public.messages (sender_id);

create trigger set_updated_at before update on public.messages
    for each row execute function public.set_updated_at();

create table public.sessions (
    id               uuid        not null default gen_random_uuid(),
    bilan_id         uuid        not null,
    consultant_id    uuid        not null,
    beneficiary_id   uuid        not null,
    session_type     varchar(50),
    scheduled_at     timestamp,
    completed_at     timestamp,
    duration_minutes integer,
    notes            text,
    attendance       varchar(50),
    created_at       timestamp   default now(),
    updated_at       timestamp   default now(),
    constraint sessions_pkey primary key (id),
    constraint sessions_bilan_id_fkey foreign key (bilan_id) references public.bilans (id) on delete cascade,
    constraint sessions_consultant_id_fkey
        foreign key (consultant_id) references public.users (id) on delete cascade,
    constraint sessions_beneficiary_id_fkey
        foreign key (beneficiary_id) references public.users (id) on delete cascade
);
comment on table public.sessions is
    'Meetings of a bilan as they took place. What is planned lives in session_bookings.';
comment on column public.sessions.notes is 'Notes of the consultant; the beneficiary can read them.';
comment on column public.sessions.attendance is 'Whether the beneficiary came.';

create index idx_sessions_beneficiary on public.sessions (beneficiary_id);
create index idx_sessions_bilan on public.sessions (bilan_id);
create index idx_sessions_consultant on public.sessions (consultant_id);
create index idx_sessions_scheduled on public.sessions (scheduled_at);

create trigger set_updated_at before update on public.sessions
    for each row execute function public.set_updated_at();


-- =================================================================================================
-- Assessments
-- The questionnaire in five steps that a beneficiary fills in, and what is derived from it.
-- =================================================================================================

create table public.assessments (
    id                  uuid         not null default gen_random_uuid(),
    beneficiary_id      uuid         not null,
    consultant_id       uuid,
    organization_id     uuid,
    title               varchar(255) not null,
    description         text,
    assessment_type     varchar(50)  not null default 'career',
    status              varchar(50)  not null default 'DRAFT',
    current_step        integer      default 0,
    progress_percentage integer      default 0,
    started_at          timestamptz,
    submitted_at        timestamptz,
    completed_at        timestamptz,
    created_at          timestamptz  default now(),
    updated_at          timestamptz  default now(),
    deleted_at          timestamptz,
    constraint assessments_pkey primary key (id),
    constraint assessments_beneficiary_id_fkey
        foreign key (beneficiary_id) references public.users (id) on delete cascade,
    constraint assessments_consultant_id_fkey
        foreign key (consultant_id) references public.users (id) on delete set null,
    constraint assessments_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete set null,
    constraint assessments_progress_percentage_check check (progress_percentage between 0 and 100)
);
comment on table public.assessments is 'One questionnaire of a beneficiary, filled in step by step.';
comment on column public.assessments.organization_id is 'Null for someone who comes without an organization.';
comment on column public.assessments.assessment_type is 'Which questionnaire it is.';
comment on column public.assessments.current_step is 'Step that the beneficiary is at, 0 before the first.';
comment on column public.assessments.progress_percentage is 'Share of the questions that are answered, 0 to 100.';
comment on column public.assessments.submitted_at is 'When the beneficiary handed it in.';
comment on column public.assessments.completed_at is 'When the consultant closed it.';
comment on column public.assessments.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';

create index idx_assessments_assessment_type on public.assessments (assessment_type);
create index idx_assessments_beneficiary on public.assessments (beneficiary_id);
create index idx_assessments_beneficiary_status on public.assessments (beneficiary_id, status);
create index idx_assessments_beneficiary_type on public.assessments (beneficiary_id, assessment_type);
create index idx_assessments_completed on public.assessments (completed_at);
create index idx_assessments_consultant on public.assessments (consultant_id);
create index idx_assessments_current_step on public.assessments (current_step);
create index idx_assessments_organization on public.assessments (organization_id);
create index idx_assessments_progress on public.assessments (progress_percentage);
create index idx_assessments_status on public.assessments (status);
create index idx_assessments_status_beneficiary on public.assessments (status, beneficiary_id);
create index idx_assessments_status_progress on public.assessments (status, progress_percentage);
create index idx_assessments_submitted on public.assessments (submitted_at);

create trigger set_updated_at before update on public.assessments
    for each row execute function public.set_updated_at();

create table public.assessment_questions (
    id            uuid        not null default gen_random_uuid(),
    assessment_id uuid,
    step_number   integer     not null,
    section       text        not null,
    question_text text        not null,
    question_type text        not null,
    options       jsonb,
    "order"       integer     not null default 0,
    required      boolean     not null default true,
    help_text     text,
    placeholder   text,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    constraint assessment_questions_pkey primary key (id),
    constraint assessment_questions_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade,
    constraint assessment_questions_step_number_check check (step_number between 1 and 5),
    constraint assessment_questions_section_check
        check (section in ('work_history', 'education', 'skills', 'motivations', 'constraints')),
    constraint assessment_questions_question_type_check
        check (question_type in (
            'text', 'textarea', 'select', 'multiselect', 'rating', 'checkbox_array', 'date', 'email',
            'open_ended'
        )),
    constraint assessment_questions_options_check
        check (
            question_type not in ('select', 'multiselect', 'checkbox_array')
            or (options is not null and jsonb_typeof(options) = 'array')
        )
);
comment on table public.assessment_questions is
    'Questions of the questionnaire. A row without an assessment is a template that every assessment uses.';
comment on column public.assessment_questions.assessment_id is
    'Null for a template; otherwise the only assessment that asks this question.';
comment on column public.assessment_questions.step_number is 'Step of the questionnaire, 1 to 5.';
comment on column public.assessment_questions.question_text is 'The question as beneficiaries read it, in French.';
comment on column public.assessment_questions.question_type is 'How it is asked, and so the shape of the answer.';
comment on column public.assessment_questions.options is
    'Choices as an array, or the scale of a rating as an object.';
comment on column public.assessment_questions."order" is 'Position in the step; 1 comes first.';
comment on column public.assessment_questions.help_text is 'Explanation shown beside the question.';
comment on column public.assessment_questions.placeholder is 'Example shown in the empty field.';

create index idx_assessment_questions_assessment on public.assessment_questions (assessment_id, step_number, "order");

create trigger set_updated_at before update on public.assessment_questions
    for each row execute function public.set_updated_at();

create table public.assessment_answers (
    id            uuid        not null default gen_random_uuid(),
    assessment_id uuid        not null,
    question_id   uuid        not null,
    value         jsonb       not null,
    answer_type   text        not null,
    step_number   integer     not null,
    section       text        not null,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    constraint assessment_answers_pkey primary key (id),
    constraint assessment_answers_assessment_id_question_id_key unique (assessment_id, question_id),
    constraint assessment_answers_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade,
    constraint assessment_answers_question_id_fkey
        foreign key (question_id) references public.assessment_questions (id),
    constraint assessment_answers_answer_type_check
        check (answer_type in (
            'text', 'textarea', 'select', 'multiselect', 'rating', 'checkbox_array', 'date', 'email',
            'open_ended'
        )),
    constraint assessment_answers_step_number_check check (step_number between 1 and 5),
    constraint assessment_answers_section_check
        check (section in ('work_history', 'education', 'skills', 'motivations', 'constraints'))
);
comment on table public.assessment_answers is 'Answers of a beneficiary, one for each question of an assessment.';
comment on column public.assessment_answers.question_id is
    'A question that was answered cannot be deleted, except with its assessment.';
comment on column public.assessment_answers.value is 'The answer; its shape follows answer_type.';
comment on column public.assessment_answers.answer_type is 'question_type at the time of the answer.';
comment on column public.assessment_answers.step_number is 'Step of the question at the time of the answer.';
comment on column public.assessment_answers.section is 'Section of the question at the time of the answer.';

create index idx_assessment_answers_question on public.assessment_answers (question_id);

create trigger set_updated_at before update on public.assessment_answers
    for each row execute function public.set_updated_at();

create table public.assessment_drafts (
    id                  uuid        not null default gen_random_uuid(),
    assessment_id       uuid        not null,
    current_step_number integer     default 0,
    draft_data          jsonb       not null default '{}',
    auto_save_enabled   boolean     default true,
    last_saved_at       timestamptz default now(),
    created_at          timestamptz default now(),
    updated_at          timestamptz default now(),
    constraint assessment_drafts_pkey primary key (id),
    constraint assessment_drafts_assessment_id_key unique (assessment_id),
    constraint assessment_drafts_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade,
    constraint assessment_drafts_current_step_number_check check (current_step_number between 0 and 5)
);
comment on table public.assessment_drafts is
    'What the browser saves by itself while a beneficiary fills in an assessment; one draft for each assessment.';
comment on column public.assessment_drafts.current_step_number is 'Step that is open, 0 before the first.';
comment on column public.assessment_drafts.draft_data is 'Answers that were not handed in yet, by step.';

create index idx_assessment_drafts_assessment_id on public.assessment_drafts (assessment_id);
create index idx_assessment_drafts_current_step on public.assessment_drafts (current_step_number);
create index idx_assessment_drafts_last_saved on public.assessment_drafts (last_saved_at);

create trigger set_updated_at before update on public.assessment_drafts
    for each row execute function public.set_updated_at();

create table public.assessment_competencies (
    id                          uuid        not null default gen_random_uuid(),
    assessment_id               uuid        not null,
    skill_name                  text        not null,
    category                    text        not null,
    self_assessment_level       integer,
    self_interest_level         integer,
    context                     text,
    consultant_assessment_level integer,
    consultant_notes            text,
    validated_at                timestamptz,
    created_at                  timestamptz default now(),
    updated_at                  timestamptz default now(),
    constraint assessment_competencies_pkey primary key (id),
    constraint assessment_competencies_assessment_id_skill_name_key unique (assessment_id, skill_name),
    constraint assessment_competencies_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade,
    constraint assessment_competencies_category_check
        check (category in ('technical', 'soft', 'language', 'other')),
    constraint assessment_competencies_self_assessment_level_check check (self_assessment_level between 1 and 4),
    constraint assessment_competencies_self_interest_level_check check (self_interest_level between 1 and 10),
    constraint assessment_competencies_consultant_assessment_level_check
        check (consultant_assessment_level between 1 and 4)
);
comment on table public.assessment_competencies is
    'Skills that a beneficiary names in an assessment, with both judgements of them.';
comment on column public.assessment_competencies.self_assessment_level is
    'How well the beneficiary masters it, 1 to 4.';
comment on column public.assessment_competencies.self_interest_level is 'How much the beneficiary likes it, 1 to 10.';
comment on column public.assessment_competencies.context is 'Where the skill was acquired or used.';
comment on column public.assessment_competencies.consultant_assessment_level is
    'How the consultant sees it, 1 to 4; written by the API server.';
comment on column public.assessment_competencies.consultant_notes is
    'Notes of the consultant; written by the API server.';
comment on column public.assessment_competencies.validated_at is
    'When the consultant validated it; written by the API server.';

create index idx_assessment_competencies_assessment_category
    on public.assessment_competencies (assessment_id, category);
create index idx_assessment_competencies_assessment_id on public.assessment_competencies (assessment_id);
create index idx_assessment_competencies_category on public.assessment_competencies (category);
create index idx_assessment_competencies_skill_name on public.assessment_competencies (skill_name);

create trigger set_updated_at before update on public.assessment_competencies
    for each row execute function public.set_updated_at();

create table public.files (
    id           uuid         not null default gen_random_uuid(),
    user_id      uuid         not null,
    file_name    varchar(255) not null,
    file_size    integer,
    file_type    varchar(100),
    storage_path text         not null,
    bucket       varchar(100) not null default 'files',
    url          text         not null,
    created_at   timestamptz  default current_timestamp,
    updated_at   timestamptz  default current_timestamp,
    constraint files_pkey primary key (id),
    constraint files_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade
);
comment on table public.files is
    'Files that users uploaded to storage. The API server inserts the rows after an upload.';
comment on column public.files.file_size is 'In bytes.';
comment on column public.files.file_type is 'MIME type.';
comment on column public.files.storage_path is 'Path of the object inside its bucket.';
comment on column public.files.bucket is 'Storage bucket that holds the object.';
comment on column public.files.url is 'Address that the API server gave out for it.';

create index idx_files_bucket on public.files (bucket);
create index idx_files_created_at on public.files (created_at desc);
create index idx_files_user_id on public.files (user_id);

create trigger set_updated_at before update on public.files
    for each row execute function public.set_updated_at();

create table public.assessment_documents (
    assessment_id uuid        not null,
    file_id       uuid        not null,
    created_at    timestamptz default current_timestamp,
    constraint assessment_documents_pkey primary key (assessment_id, file_id),
    constraint assessment_documents_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade,
    constraint assessment_documents_file_id_fkey
        foreign key (file_id) references public.files (id) on delete cascade
);
comment on table public.assessment_documents is 'Which files belong to which assessment.';

create index idx_assessment_documents_assessment_id on public.assessment_documents (assessment_id);
create index idx_assessment_documents_file_id on public.assessment_documents (file_id);

create table public.cv_analyses (
    id              uuid      not null default gen_random_uuid(),
    assessment_id   uuid      not null,
    cv_text         text      not null,
    analysis_result jsonb     not null,
    created_at      timestamp default now(),
    updated_at      timestamp default now(),
    constraint cv_analyses_pkey primary key (id),
    constraint cv_analyses_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade
);
comment on table public.cv_analyses is 'What the AI read in a CV. Written by the API server only.';
comment on column public.cv_analyses.cv_text is 'Text taken out of the CV.';
comment on column public.cv_analyses.analysis_result is 'What the AI answered, as it came.';

create index idx_cv_analyses_assessment on public.cv_analyses (assessment_id);
create index idx_cv_analyses_result on public.cv_analyses using gin (analysis_result);

create trigger set_updated_at before update on public.cv_analyses
    for each row execute function public.set_updated_at();

create table public.personality_analyses (
    id              uuid       not null default gen_random_uuid(),
    assessment_id   uuid       not null,
    mbti_type       varchar(4),
    riasec_scores   jsonb,
    analysis_result jsonb      not null,
    created_at      timestamp  default now(),
    updated_at      timestamp  default now(),
    constraint personality_analyses_pkey primary key (id),
    constraint personality_analyses_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade,
    constraint personality_analyses_mbti_type_check check (mbti_type is null or mbti_type ~ '^[EI][NS][TF][JP]$')
);
comment on table public.personality_analyses is
    'What the AI concluded about a personality. Written by the API server only.';
comment on column public.personality_analyses.mbti_type is 'One of the 16 Myers-Briggs types, such as INTJ.';
comment on column public.personality_analyses.riasec_scores is 'Scores of Holland''s six interests, by their letter.';
comment on column public.personality_analyses.analysis_result is 'What the AI answered, as it came.';

create index idx_personality_analyses_assessment on public.personality_analyses (assessment_id);
create index idx_personality_analyses_mbti on public.personality_analyses (mbti_type);
create index idx_personality_analyses_riasec on public.personality_analyses using gin (riasec_scores);

create trigger set_updated_at before update on public.personality_analyses
    for each row execute function public.set_updated_at();

create table public.job_recommendations (
    id                   uuid      not null default gen_random_uuid(),
    assessment_id        uuid      not null,
    recommendations_data jsonb     not null,
    created_at           timestamp default now(),
    updated_at           timestamp default now(),
    constraint job_recommendations_pkey primary key (id),
    constraint job_recommendations_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade
);
comment on table public.job_recommendations is
    'Jobs that the AI proposes for an assessment. Written by the API server only.';
comment on column public.job_recommendations.recommendations_data is 'The proposed jobs, as the AI returned them.';

create index idx_job_recommendations_assessment on public.job_recommendations (assessment_id);
create index idx_job_recommendations_data on public.job_recommendations using gin (recommendations_data);

create trigger set_updated_at before update on public.job_recommendations
    for each row execute function public.set_updated_at();

create table public.action_plans (
    id            uuid         not null default gen_random_uuid(),
    assessment_id uuid         not null,
    target_job    varchar(255) not null,
    plan_data     jsonb        not null,
    status        varchar(50)  default 'DRAFT',
    created_at    timestamp    default now(),
    updated_at    timestamp    default now(),
    constraint action_plans_pkey primary key (id),
    constraint action_plans_assessment_id_fkey
        foreign key (assessment_id) references public.assessments (id) on delete cascade,
    constraint action_plans_status_check check (status in ('DRAFT', 'ACTIVE', 'COMPLETED', 'ARCHIVED'))
);
comment on table public.action_plans is 'The plan of action towards a job that concludes an assessment.';
comment on column public.action_plans.plan_data is 'Steps of the plan with their dates.';

create index idx_action_plans_assessment on public.action_plans (assessment_id);
create index idx_action_plans_data on public.action_plans using gin (plan_data);
create index idx_action_plans_status on public.action_plans (status);

create trigger set_updated_at before update on public.action_plans
    for each row execute function public.set_updated_at();


-- =================================================================================================
-- Qualiopi, the national quality certification
-- What an auditor asks a training provider for: 32 indicators, in 7 criteria.
-- =================================================================================================

create table public.qualiopi_indicators (
    id                    integer      not null,
    indicator_number      integer      not null,
    name                  varchar(255) not null,
    description           text         not null,
    category              varchar(100),
    focus_level           varchar(50),
    evidence_requirements text,
    created_at            timestamp    default now(),
    updated_at            timestamp    default now(),
    constraint qualiopi_indicators_pkey primary key (id),
    constraint qualiopi_indicators_indicator_number_key unique (indicator_number),
    constraint qualiopi_indicators_indicator_number_check check (indicator_number between 1 and 32)
);
comment on table public.qualiopi_indicators is
    'The 32 indicators of the Référentiel national qualité; filled by the seeds.';
comment on column public.qualiopi_indicators.id is
    'Equal to indicator_number; given by the seeds, so that it is the same everywhere.';
comment on column public.qualiopi_indicators.indicator_number is 'Number in the référentiel, 1 to 32.';
comment on column public.qualiopi_indicators.category is 'The criterion, of 7, that the indicator belongs to.';
comment on column public.qualiopi_indicators.focus_level is
    'COMMON for every provider, SPECIFIC for some kinds of training only.';
comment on column public.qualiopi_indicators.evidence_requirements is 'What an auditor usually asks to see.';

create index idx_qualiopi_indicators_category on public.qualiopi_indicators (category);
create index idx_qualiopi_indicators_focus on public.qualiopi_indicators (focus_level);
create index idx_qualiopi_indicators_number on public.qualiopi_indicators (indicator_number);

create trigger set_updated_at before update on public.qualiopi_indicators
    for each row execute function public.set_updated_at();

create table public.qualiopi_certification_levels (
    code                          text        not null,
    rank                          integer     not null,
    name                          text        not null,
    description                   text        not null,
    minimum_compliance_percentage integer     not null,
    certificate_required          boolean     not null default false,
    created_at                    timestamptz not null default now(),
    updated_at                    timestamptz not null default now(),
    constraint qualiopi_certification_levels_pkey primary key (code),
    constraint qualiopi_certification_levels_rank_key unique (rank),
    constraint qualiopi_certification_levels_minimum_percentage_check
        check (minimum_compliance_percentage between 0 and 100)
);
comment on table public.qualiopi_certification_levels is
    'How far an organization is on its way to the certificate; filled by the seeds.';
comment on column public.qualiopi_certification_levels.rank is 'Position on the way; 1 comes first.';
comment on column public.qualiopi_certification_levels.minimum_compliance_percentage is
    'The level is reached from this qualiopi_compliance_percentage on.';
comment on column public.qualiopi_certification_levels.certificate_required is
    'True where a valid certificate is needed as well.';

create trigger set_updated_at before update on public.qualiopi_certification_levels
    for each row execute function public.set_updated_at();

create table public.organization_qualiopi_status (
    id               uuid        not null default gen_random_uuid(),
    organization_id  uuid        not null,
    indicator_id     integer     not null,
    status           varchar(50) not null default 'MISSING',
    notes            text,
    last_reviewed_at timestamp,
    reviewed_by      uuid,
    created_at       timestamp   default now(),
    updated_at       timestamp   default now(),
    deleted_at       timestamp,
    constraint organization_qualiopi_status_pkey primary key (id),
    constraint organization_qualiopi_status_organization_id_indicator_id_key
        unique (organization_id, indicator_id),
    constraint organization_qualiopi_status_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint organization_qualiopi_status_indicator_id_fkey
        foreign key (indicator_id) references public.qualiopi_indicators (id) on delete restrict,
    constraint organization_qualiopi_status_reviewed_by_fkey
        foreign key (reviewed_by) references public.users (id) on delete set null,
    constraint organization_qualiopi_status_status_check
        check (status in ('COMPLIANT', 'MISSING', 'UNDER_REVIEW'))
);
comment on table public.organization_qualiopi_status is 'Where an organization stands with each indicator.';
comment on column public.organization_qualiopi_status.reviewed_by is 'Who looked at it last.';
comment on column public.organization_qualiopi_status.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';

create index idx_org_qualiopi_indicator_id on public.organization_qualiopi_status (indicator_id);
create index idx_org_qualiopi_org_id on public.organization_qualiopi_status (organization_id);
create index idx_org_qualiopi_reviewed_at on public.organization_qualiopi_status (last_reviewed_at);
create index idx_org_qualiopi_reviewed_by on public.organization_qualiopi_status (reviewed_by);
create index idx_org_qualiopi_status on public.organization_qualiopi_status (status);

create trigger set_updated_at before update on public.organization_qualiopi_status
    for each row execute function public.set_updated_at();

create table public.qualiopi_evidence (
    id              uuid         not null default gen_random_uuid(),
    indicator_id    integer      not null,
    organization_id uuid         not null,
    file_name       varchar(255) not null,
    file_url        varchar(512) not null,
    file_size       integer,
    file_type       varchar(50),
    description     text,
    uploaded_by     uuid,
    created_at      timestamp    default now(),
    updated_at      timestamp    default now(),
    deleted_at      timestamp,
    constraint qualiopi_evidence_pkey primary key (id),
    constraint qualiopi_evidence_indicator_id_fkey
        foreign key (indicator_id) references public.qualiopi_indicators (id) on delete restrict,
    constraint qualiopi_evidence_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint qualiopi_evidence_uploaded_by_fkey
        foreign key (uploaded_by) references public.users (id) on delete set null
);
comment on table public.qualiopi_evidence is 'Files that prove an indicator to the auditor.';
comment on column public.qualiopi_evidence.file_size is 'In bytes.';
comment on column public.qualiopi_evidence.file_type is 'MIME type.';
comment on column public.qualiopi_evidence.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';

create index idx_qualiopi_evidence_composite on public.qualiopi_evidence (organization_id, indicator_id);
create index idx_qualiopi_evidence_created on public.qualiopi_evidence (created_at);
create index idx_qualiopi_evidence_indicator on public.qualiopi_evidence (indicator_id);
create index idx_qualiopi_evidence_org on public.qualiopi_evidence (organization_id);
create index idx_qualiopi_evidence_uploaded_by on public.qualiopi_evidence (uploaded_by);

create trigger set_updated_at before update on public.qualiopi_evidence
    for each row execute function public.set_updated_at();

create table public.qualiopi_audit_log (
    id              uuid         not null default gen_random_uuid(),
    organization_id uuid         not null,
    action          varchar(255) not null,
    action_type     varchar(50)  not null,
    changed_by      uuid,
    changed_at      timestamp    default now(),
    details         jsonb,
    entity_type     varchar(50),
    entity_id       uuid,
    created_at      timestamp    default now(),
    constraint qualiopi_audit_log_pkey primary key (id),
    constraint qualiopi_audit_log_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint qualiopi_audit_log_changed_by_fkey
        foreign key (changed_by) references public.users (id) on delete set null,
    constraint qualiopi_audit_log_action_type_check
        check (action_type in (
            'INDICATOR_UPDATE', 'EVIDENCE_ADD', 'EVIDENCE_REMOVE', 'SURVEY_SEND', 'SURVEY_COMPLETE',
            'DOCUMENT_ARCHIVE', 'DOCUMENT_ACCESS', 'STATUS_CHANGE', 'REPORT_GENERATE',
            'ADMIN_ACTION'
        ))
);
comment on table public.qualiopi_audit_log is
    'What was done to the Qualiopi file of an organization. Written by the API server only.';
comment on column public.qualiopi_audit_log.action is 'What was done, in words.';
comment on column public.qualiopi_audit_log.details is 'Values before and after.';
comment on column public.qualiopi_audit_log.entity_type is 'Kind of row that was changed.';
comment on column public.qualiopi_audit_log.entity_id is
    'Row that was changed; not a foreign key, for the row may be gone.';

create index idx_audit_action_type on public.qualiopi_audit_log (action_type);
create index idx_audit_changed_at on public.qualiopi_audit_log (changed_at);
create index idx_audit_changed_by on public.qualiopi_audit_log (changed_by);
create index idx_audit_composite on public.qualiopi_audit_log (organization_id, changed_at);
create index idx_audit_entity on public.qualiopi_audit_log (entity_type, entity_id);
create index idx_audit_org_id on public.qualiopi_audit_log (organization_id);


-- =================================================================================================
-- Satisfaction surveys and the archive
-- Proof that Qualiopi asks for: what beneficiaries thought, and which documents were kept.
-- =================================================================================================

create table public.satisfaction_surveys (
    id              uuid         not null default gen_random_uuid(),
    bilan_id        uuid         not null,
    beneficiary_id  uuid         not null,
    organization_id uuid         not null,
    status          varchar(50)  not null default 'PENDING',
    sent_at         timestamp,
    completed_at    timestamp,
    survey_token    varchar(255),
    expires_at      timestamp,
    created_at      timestamp    default now(),
    updated_at      timestamp    default now(),
    deleted_at      timestamp,
    constraint satisfaction_surveys_pkey primary key (id),
    constraint satisfaction_surveys_survey_token_key unique (survey_token),
    constraint satisfaction_surveys_bilan_id_fkey
        foreign key (bilan_id) references public.bilans (id) on delete cascade,
    constraint satisfaction_surveys_beneficiary_id_fkey
        foreign key (beneficiary_id) references public.users (id) on delete cascade,
    constraint satisfaction_surveys_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint satisfaction_surveys_status_check check (status in ('PENDING', 'SENT', 'COMPLETED', 'EXPIRED'))
);
comment on table public.satisfaction_surveys is
    'Surveys sent to beneficiaries at the end of a bilan. Written by the API server only; clients do not read '
    'survey_token.';
comment on column public.satisfaction_surveys.survey_token is
    'Secret in the link sent to the beneficiary; not granted to clients.';
comment on column public.satisfaction_surveys.expires_at is 'When the link stops working.';
comment on column public.satisfaction_surveys.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';

create index idx_surveys_beneficiary_id on public.satisfaction_surveys (beneficiary_id);
create index idx_surveys_bilan_id on public.satisfaction_surveys (bilan_id);
create index idx_surveys_completed_at on public.satisfaction_surveys (completed_at);
create index idx_surveys_created_at on public.satisfaction_surveys (created_at);
create index idx_surveys_organization_id on public.satisfaction_surveys (organization_id);
create index idx_surveys_status on public.satisfaction_surveys (status);
create index idx_surveys_token on public.satisfaction_surveys (survey_token);

create trigger set_updated_at before update on public.satisfaction_surveys
    for each row execute function public.set_updated_at();

create table public.survey_responses (
    id              uuid        not null default gen_random_uuid(),
    survey_id       uuid        not null,
    question_number integer     not null,
    answer_type     varchar(50) not null,
    score_value     integer,
    text_value      text,
    boolean_value   boolean,
    created_at      timestamp   default now(),
    updated_at      timestamp   default now(),
    constraint survey_responses_pkey primary key (id),
    constraint survey_responses_survey_id_fkey
        foreign key (survey_id) references public.satisfaction_surveys (id) on delete cascade,
    constraint survey_responses_question_number_check check (question_number between 1 and 15),
    constraint survey_responses_answer_type_check check (answer_type in ('SCORE', 'TEXT', 'BOOLEAN')),
    constraint survey_responses_score_value_check check (score_value between 1 and 10)
);
comment on table public.survey_responses is 'Answers to a satisfaction survey, one row for each question.';
comment on column public.survey_responses.question_number is 'Question of the survey, 1 to 15.';
comment on column public.survey_responses.answer_type is 'Which of the three value columns holds the answer.';
comment on column public.survey_responses.score_value is 'Answer to a question of type SCORE, 1 to 10.';
comment on column public.survey_responses.text_value is 'Answer to a question of type TEXT.';
comment on column public.survey_responses.boolean_value is 'Answer to a question of type BOOLEAN.';

create index idx_survey_responses_composite on public.survey_responses (survey_id, question_number);
create index idx_survey_responses_created_at on public.survey_responses (created_at);
create index idx_survey_responses_question on public.survey_responses (question_number);
create index idx_survey_responses_survey_id on public.survey_responses (survey_id);

create trigger set_updated_at before update on public.survey_responses
    for each row execute function public.set_updated_at();

create table public.document_archive (
    id              uuid         not null default gen_random_uuid(),
    bilan_id        uuid         not null,
    organization_id uuid         not null,
    document_type   varchar(50)  not null,
    file_name       varchar(255) not null,
    file_url        varchar(512) not null,
    file_size       integer,
    file_hash       varchar(64),
    mime_type       varchar(100),
    created_by      uuid,
    created_at      timestamp    default now(),
    updated_at      timestamp    default now(),
    deleted_at      timestamp,
    retention_until timestamp,
    constraint document_archive_pkey primary key (id),
    constraint document_archive_bilan_id_fkey
        foreign key (bilan_id) references public.bilans (id) on delete cascade,
    constraint document_archive_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint document_archive_created_by_fkey
        foreign key (created_by) references public.users (id) on delete set null,
    constraint document_archive_document_type_check
        check (document_type in (
            'PRELIMINARY', 'INVESTIGATION', 'CONCLUSION', 'REPORT', 'EVIDENCE', 'OTHER'
        ))
);
comment on table public.document_archive is
    'Documents kept for the legal time, whatever becomes of the bilan in the product.';
comment on column public.document_archive.file_size is 'In bytes.';
comment on column public.document_archive.file_hash is 'SHA-256 of the content, in hexadecimal.';
comment on column public.document_archive.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';
comment on column public.document_archive.retention_until is 'Kept at least until then.';

create index idx_document_archive_bilan on public.document_archive (bilan_id);
create index idx_document_archive_composite on public.document_archive (organization_id, created_at);
create index idx_document_archive_created_at on public.document_archive (created_at);
create index idx_document_archive_created_by on public.document_archive (created_by);
create index idx_document_archive_hash on public.document_archive (file_hash);
create index idx_document_archive_org on public.document_archive (organization_id);
create index idx_document_archive_retention on public.document_archive (retention_until);
create index idx_document_archive_type on public.document_archive (document_type);

create trigger set_updated_at before update on public.document_archive
    for each row execute function public.set_updated_at();

create table public.document_access_log (
    id          uuid        not null default gen_random_uuid(),
    document_id uuid        not null,
    accessed_by uuid,
    action      varchar(50) not null,
    accessed_at timestamp   default now(),
    user_ip     varchar(45),
    user_agent  text,
    notes       text,
    constraint document_access_log_pkey primary key (id),
    constraint document_access_log_document_id_fkey
        foreign key (document_id) references public.document_archive (id) on delete cascade,
    constraint document_access_log_accessed_by_fkey
        foreign key (accessed_by) references public.users (id) on delete set null,
    constraint document_access_log_action_check check (action in ('VIEW', 'DOWNLOAD', 'SHARE', 'DELETE_REQUEST'))
);
comment on table public.document_access_log is 'Who opened which archived document. Written by the API server only.';
comment on column public.document_access_log.user_ip is 'Address of the reader, IPv4 or IPv6, as text.';

create index idx_access_log_accessed_at on public.document_access_log (accessed_at);
create index idx_access_log_action on public.document_access_log (action);
create index idx_access_log_composite on public.document_access_log (document_id, accessed_at);
create index idx_access_log_document on public.document_access_log (document_id);
create index idx_access_log_user on public.document_access_log (accessed_by);


-- =================================================================================================
-- Scheduling
-- When consultants are free, what was booked, and how it went.
-- =================================================================================================

create table public.availability_slots (
    id                      uuid        not null default gen_random_uuid(),
    consultant_id           uuid        not null,
    organization_id         uuid        not null,
    day_of_week             integer,
    date_specific           date,
    start_time              time        not null,
    end_time                time        not null,
    duration_minutes        integer     not null default 120,
    max_concurrent_bookings integer     not null default 1,
    timezone                varchar(50) not null default 'UTC',
    is_recurring            boolean     not null default false,
    recurring_until         date,
    is_available            boolean     not null default true,
    created_at              timestamp   not null default now(),
    updated_at              timestamp   not null default now(),
    deleted_at              timestamp,
    constraint availability_slots_pkey primary key (id),
    constraint availability_slots_consultant_id_fkey
        foreign key (consultant_id) references public.users (id) on delete cascade,
    constraint availability_slots_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint availability_slots_day_of_week_check check (day_of_week between 0 and 6),
    constraint availability_slots_time_order_check check (start_time < end_time),
    constraint availability_slots_recurring_check check (not is_recurring or recurring_until is not null),
    constraint availability_slots_duration_minutes_check check (duration_minutes > 0),
    constraint availability_slots_max_concurrent_bookings_check check (max_concurrent_bookings > 0)
);
comment on table public.availability_slots is 'Times at which a consultant can be booked, weekly or on one day.';
comment on column public.availability_slots.day_of_week is 'Day of a weekly slot, 0 for Sunday to 6 for Saturday.';
comment on column public.availability_slots.date_specific is 'Day of a slot that happens once.';
comment on column public.availability_slots.duration_minutes is 'Length of one meeting within the slot.';
comment on column public.availability_slots.max_concurrent_bookings is
    'How many meetings the slot takes at the same time.';
comment on column public.availability_slots.timezone is 'Name of the time zone that start_time and end_time are in.';
comment on column public.availability_slots.recurring_until is 'Last day of a weekly slot; needed when is_recurring.';
comment on column public.availability_slots.is_available is 'False hides the slot without deleting it.';
comment on column public.availability_slots.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';

create index idx_availability_slots_consultant_id on public.availability_slots (consultant_id);
create index idx_availability_slots_date_specific on public.availability_slots (date_specific);
create index idx_availability_slots_day_of_week on public.availability_slots (day_of_week);
create index idx_availability_slots_is_available on public.availability_slots (is_available);
create index idx_availability_slots_organization_id on public.availability_slots (organization_id);

create trigger set_updated_at before update on public.availability_slots
    for each row execute function public.set_updated_at();

create table public.session_bookings (
    id                     uuid         not null default gen_random_uuid(),
    bilan_id               uuid         not null,
    consultant_id          uuid         not null,
    beneficiary_id         uuid         not null,
    organization_id        uuid         not null,
    availability_slot_id   uuid,
    scheduled_date         date         not null,
    scheduled_start_time   time         not null,
    scheduled_end_time     time         not null,
    duration_minutes       integer      not null default 120,
    timezone               varchar(50)  not null default 'UTC',
    session_type           varchar(50)  not null default 'FOLLOW_UP',
    meeting_format         varchar(50)  not null default 'VIDEO',
    meeting_location       varchar(255),
    meeting_link           varchar(500),
    beneficiary_notes      text,
    consultant_notes       text,
    preparation_materials  text,
    status                 varchar(50)  not null default 'SCHEDULED',
    attended               boolean,
    cancellation_reason    text,
    beneficiary_rating     integer,
    beneficiary_feedback   text,
    bilan_phase_at_booking varchar(50),
    created_at             timestamp    not null default now(),
    updated_at             timestamp    not null default now(),
    confirmed_at           timestamp,
    completed_at           timestamp,
    cancelled_at           timestamp,
    deleted_at             timestamp,
    constraint session_bookings_pkey primary key (id),
    constraint session_bookings_bilan_id_fkey
        foreign key (bilan_id) references public.bilans (id) on delete cascade,
    constraint session_bookings_consultant_id_fkey
        foreign key (consultant_id) references public.users (id) on delete cascade,
    constraint session_bookings_beneficiary_id_fkey
        foreign key (beneficiary_id) references public.users (id) on delete cascade,
    constraint session_bookings_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint session_bookings_availability_slot_id_fkey
        foreign key (availability_slot_id) references public.availability_slots (id) on delete set null,
    constraint session_bookings_time_order_check check (scheduled_start_time < scheduled_end_time),
    constraint session_bookings_session_type_check
        check (session_type in ('INITIAL_MEETING', 'FOLLOW_UP', 'REVIEW', 'FINAL')),
    constraint session_bookings_meeting_format_check check (meeting_format in ('IN_PERSON', 'VIDEO', 'PHONE')),
    constraint session_bookings_status_check
        check (status in ('SCHEDULED', 'CONFIRMED', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
    constraint session_bookings_duration_minutes_check check (duration_minutes > 0),
    constraint session_bookings_beneficiary_rating_check check (beneficiary_rating between 1 and 5)
);
comment on table public.session_bookings is 'Meetings that are booked, with what became of them.';
comment on column public.session_bookings.availability_slot_id is
    'The slot that was booked; null when the meeting was agreed on otherwise.';
comment on column public.session_bookings.timezone is 'Name of the time zone that the scheduled times are in.';
comment on column public.session_bookings.meeting_location is 'Where to go, for IN_PERSON.';
comment on column public.session_bookings.meeting_link is 'Where to click, for VIDEO.';
comment on column public.session_bookings.preparation_materials is 'What the beneficiary should prepare or bring.';
comment on column public.session_bookings.attended is 'Whether the beneficiary came; null until the meeting.';
comment on column public.session_bookings.beneficiary_rating is 'How the beneficiary found it, 1 to 5.';
comment on column public.session_bookings.bilan_phase_at_booking is 'bilans.status when the meeting was booked.';
comment on column public.session_bookings.deleted_at is
    'When the row was deleted softly; null while it lives. The application filters by it, policies do not.';

create index idx_session_bookings_availability_slot_id on public.session_bookings (availability_slot_id);
create index idx_session_bookings_beneficiary_id on public.session_bookings (beneficiary_id);
create index idx_session_bookings_bilan_id on public.session_bookings (bilan_id);
create index idx_session_bookings_consultant_id on public.session_bookings (consultant_id);
create index idx_session_bookings_organization_id on public.session_bookings (organization_id);
create index idx_session_bookings_scheduled_date on public.session_bookings (scheduled_date);
create index idx_session_bookings_status on public.session_bookings (status);

create trigger set_updated_at before update on public.session_bookings
    for each row execute function public.set_updated_at();

create table public.session_reminders (
    id                 uuid        not null default gen_random_uuid(),
    session_booking_id uuid        not null,
    reminder_type      varchar(50) not null,
    scheduled_time     timestamp   not null,
    sent_at            timestamp,
    failed             boolean     default false,
    error_message      text,
    retry_count        integer     default 0,
    created_at         timestamp   default now(),
    updated_at         timestamp   default now(),
    constraint session_reminders_pkey primary key (id),
    constraint session_reminders_session_booking_id_fkey
        foreign key (session_booking_id) references public.session_bookings (id) on delete cascade
);
comment on table public.session_reminders is
    'Reminders of booked meetings, sent or to be sent. Written by the API server only.';
comment on column public.session_reminders.reminder_type is 'How and how long before the meeting.';
comment on column public.session_reminders.scheduled_time is 'When it is to be sent.';
comment on column public.session_reminders.retry_count is 'How often sending was tried again.';

create index idx_session_reminders_failed on public.session_reminders (failed);
create index idx_session_reminders_reminder_type on public.session_reminders (reminder_type);
create index idx_session_reminders_scheduled_time on public.session_reminders (scheduled_time);
create index idx_session_reminders_sent_at on public.session_reminders (sent_at);
create index idx_session_reminders_session_booking_id on public.session_reminders (session_booking_id);

create trigger set_updated_at before update on public.session_reminders
    for each row execute function public.set_updated_at();

create table public.session_analytics (
    id                       uuid         not null default gen_random_uuid(),
    organization_id          uuid         not null,
    consultant_id            uuid         not null,
    session_date             date         not null,
    total_sessions_scheduled integer      default 0,
    total_sessions_completed integer      default 0,
    total_sessions_no_show   integer      default 0,
    total_sessions_cancelled integer      default 0,
    average_rating           numeric(3,2),
    total_hours_completed    numeric(8,2),
    created_at               timestamp    default now(),
    updated_at               timestamp    default now(),
    constraint session_analytics_pkey primary key (id),
    constraint session_analytics_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade,
    constraint session_analytics_consultant_id_fkey
        foreign key (consultant_id) references public.users (id) on delete cascade
);
comment on table public.session_analytics is
    'Meetings counted for each consultant and day. Written by the API server only.';
comment on column public.session_analytics.average_rating is
    'Mean of beneficiary_rating over the meetings of the day.';
comment on column public.session_analytics.total_hours_completed is 'Hours of the meetings that took place.';

create index idx_session_analytics_consultant_id on public.session_analytics (consultant_id);
create index idx_session_analytics_organization_id on public.session_analytics (organization_id);
create index idx_session_analytics_session_date on public.session_analytics (session_date);
create unique index idx_session_analytics_unique
    on public.session_analytics (organization_id, consultant_id, session_date);

create trigger set_updated_at before update on public.session_analytics
    for each row execute function public.set_updated_at();

create table public.consultant_analytics (
    consultant_id      uuid          not null,
    organization_id    uuid          not null,
    total_sessions     integer       not null default 0,
    completed_sessions integer       not null default 0,
    cancelled_sessions integer       not null default 0,
    average_rating     numeric(3,2),
    total_hours        numeric(10,2) not null default 0,
    last_session_date  date,
    updated_at         timestamptz   default current_timestamp,
    constraint consultant_analytics_pkey primary key (consultant_id, organization_id),
    constraint consultant_analytics_consultant_id_fkey
        foreign key (consultant_id) references public.users (id) on delete cascade,
    constraint consultant_analytics_organization_id_fkey
        foreign key (organization_id) references public.organizations (id) on delete cascade
);
comment on table public.consultant_analytics is
    'Meetings counted for each consultant since the beginning. Written by the API server only.';
comment on column public.consultant_analytics.average_rating is 'Mean of beneficiary_rating over all meetings.';
comment on column public.consultant_analytics.total_hours is 'Hours of the meetings that took place.';

create index idx_consultant_analytics_consultant_id on public.consultant_analytics (consultant_id);
create index idx_consultant_analytics_organization_id on public.consultant_analytics (organization_id);

create trigger set_updated_at before update on public.consultant_analytics
    for each row execute function public.set_updated_at();


-- =================================================================================================
-- Consents, notifications and the audit trail
-- What the GDPR asks for, and what the product tells its users.
-- =================================================================================================

create table public.user_consents (
    id              uuid        not null default gen_random_uuid(),
    user_id         uuid        not null,
    consent_type    varchar(50) not null,
    granted         boolean     not null default false,
    granted_at      timestamp,
    withdrawn_at    timestamp,
    ip_address      inet,
    user_agent      text,
    consent_version varchar(20) default '1.0',
    purpose         text,
    legal_basis     varchar(50),
    created_at      timestamp   default now(),
    updated_at      timestamp   default now(),
    constraint user_consents_pkey primary key (id),
    constraint user_consents_user_id_consent_type_key unique (user_id, consent_type),
    constraint user_consents_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade
);
comment on table public.user_consents is 'What each user agreed to at present, one row for each purpose.';
comment on column public.user_consents.consent_type is
    'What is agreed to, such as a newsletter or an analysis by AI.';
comment on column public.user_consents.granted is 'The answer at present.';
comment on column public.user_consents.ip_address is 'Where the answer came from; written by the API server.';
comment on column public.user_consents.consent_version is 'Version of the text that the user saw.';
comment on column public.user_consents.purpose is 'What the data is used for, in words.';
comment on column public.user_consents.legal_basis is 'Ground under article 6 of the GDPR.';

create index idx_user_consents_granted on public.user_consents (granted);
create index idx_user_consents_type on public.user_consents (consent_type);
create index idx_user_consents_user_id on public.user_consents (user_id);
create index idx_user_consents_user_type on public.user_consents (user_id, consent_type);

create trigger set_updated_at before update on public.user_consents
    for each row execute function public.set_updated_at();

create table public.consent_log (
    id             uuid        not null default gen_random_uuid(),
    user_id        uuid,
    consent_id     uuid,
    consent_type   varchar(50) not null,
    action         varchar(20) not null,
    previous_value boolean,
    new_value      boolean,
    ip_address     inet,
    user_agent     text,
    metadata       jsonb,
    created_at     timestamp   default now(),
    constraint consent_log_pkey primary key (id),
    constraint consent_log_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
    constraint consent_log_consent_id_fkey
        foreign key (consent_id) references public.user_consents (id) on delete cascade
);
comment on table public.consent_log is
    'Every change of a consent, as proof. Written by the trigger on user_consents only.';
comment on column public.consent_log.action is 'GRANTED, WITHDRAWN, or REFUSED where nothing had been granted.';
comment on column public.consent_log.previous_value is 'Null for a first answer.';
comment on column public.consent_log.metadata is 'Version of the text, purpose and legal basis at that time.';

create index idx_consent_log_consent_id on public.consent_log (consent_id);
create index idx_consent_log_created_at on public.consent_log (created_at desc);
create index idx_consent_log_type on public.consent_log (consent_type);
create index idx_consent_log_user_id on public.consent_log (user_id);
create index idx_consent_log_user_type on public.consent_log (user_id, consent_type);

create function public.log_consent_change() returns trigger
    language plpgsql
    security definer
    set search_path = ''
as $$
begin
    if tg_op = 'UPDATE'
        and old.granted is not distinct from new.granted
        and old.consent_version is not distinct from new.consent_version
    then
        return null;
    end if;

    insert into public.consent_log (
        user_id, consent_id, consent_type, action, previous_value, new_value, ip_address, user_agent, metadata
    )
    values (
        new.user_id,
        new.id,
        new.consent_type,
        case when new.granted then 'GRANTED' when old.granted then 'WITHDRAWN' else 'REFUSED' end,
        old.granted,
        new.granted,
        new.ip_address,
        new.user_agent,
        jsonb_build_object(
            'consent_version', new.consent_version, 'purpose', new.purpose, 'legal_basis', new.legal_basis
        )
    );
    return null;
end;
$$;
comment on function public.log_consent_change() is
    'Trigger: writes every answer, and every change of it, to consent_log, which users cannot write themselves.';

create trigger trigger_log_consent_change after insert or update of granted, consent_version
    on public.user_consents
    for each row execute function public.log_consent_change();


create table public.notifications (
    id         uuid         not null default gen_random_uuid(),
    user_id    uuid,
    type       varchar(50)  not null,
    title      varchar(255) not null,
    message    text         not null,
    read       boolean      default false,
    data       jsonb,
    created_at timestamp    default now(),
    updated_at timestamp    default now(),
    constraint notifications_pkey primary key (id),
    constraint notifications_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade
);
comment on table public.notifications is
    'What the product tells a user. Written by the API server; the user marks and deletes them.';
comment on column public.notifications.type is 'What it is about.';
comment on column public.notifications.read is 'Whether the user saw it; the only column that clients update.';
comment on column public.notifications.data is 'Values that the link of the notification needs.';

create index idx_notifications_created_at on public.notifications (created_at desc);
create index idx_notifications_read on public.notifications (read);
create index idx_notifications_type on public.notifications (type);
create index idx_notifications_user_id on public.notifications (user_id);

create trigger set_updated_at before update on public.notifications
    for each row execute function public.set_updated_at();

create table public.audit_logs (
    id          uuid         not null default gen_random_uuid(),
    user_id     uuid,
    entity_type varchar(100),
    entity_id   uuid,
    action      varchar(50),
    old_values  jsonb,
    new_values  jsonb,
    ip_address  inet,
    user_agent  text,
    created_at  timestamp    default now(),
    constraint audit_logs_pkey primary key (id),
    constraint audit_logs_user_id_fkey foreign key (user_id) references public.users (id) on delete set null
);
comment on table public.audit_logs is 'Who changed what in the whole product. Written by the API server only.';
comment on column public.audit_logs.entity_type is 'Kind of row that was changed.';
comment on column public.audit_logs.entity_id is 'Row that was changed; not a foreign key, for the row may be gone.';
comment on column public.audit_logs.old_values is 'Values before; null for a new row.';
comment on column public.audit_logs.new_values is 'Values after; null for a deleted row.';

create index idx_audit_logs_entity on public.audit_logs (entity_type, entity_id);
create index idx_audit_logs_user on public.audit_logs (user_id);


-- =================================================================================================
-- Who sees what: helpers
-- Policies call these functions. They run as their owner, so that a policy on one table may look into another without
-- meeting its policies again, and so cannot run in circles. The API does not expose the schema app.
-- Inactive and deleted accounts are nobody here: they have no id, no organization and no bilan.
-- Policies write (select app.f()), which PostgreSQL evaluates once a statement instead of once a row. Organizations
-- come as an array, for a user has few and an array can be looked up in an index; bilans come as rows, to be hashed.
-- =================================================================================================

create schema app;
comment on schema app is 'What policies stand on; not exposed by the API.';
grant usage on schema app to authenticated;

create view app.memberships with (security_invoker = true) as
    select u.id as user_id, u.organization_id, u.role::text as role
    from public.users as u
    where u.organization_id is not null and u.role <> 'ADMIN' and u.is_active and u.deleted_at is null
    union all
    select r.user_id, r.organization_id, r.role
    from public.user_organization_roles as r
    join public.users as u on u.id = r.user_id
    where u.is_active and u.deleted_at is null;
comment on view app.memberships is
    'Who is what in which organization, by users and user_organization_roles. Only for functions; granted to nobody.';

create function app.current_user_id() returns uuid
    language sql stable security definer
    set search_path = ''
as $$
    select u.id
    from public.users as u
    where u.id = (select auth.uid()) and u.is_active and u.deleted_at is null;
$$;
comment on function app.current_user_id() is 'auth.uid() if that is an active account, else null.';

create function app.is_admin() returns boolean
    language sql stable security definer
    set search_path = ''
as $$
    select exists (
        select from public.users as u
        where u.id = (select auth.uid()) and u.role = 'ADMIN' and u.is_active and u.deleted_at is null
    );
$$;
comment on function app.is_admin() is 'Whether the current user administers the whole product.';

create function app.organization_ids() returns uuid[]
    language sql stable security definer
    set search_path = ''
as $$
    select array(
        select m.organization_id from app.memberships as m where m.user_id = (select auth.uid())
        union
        select o.id from public.organizations as o where (select app.is_admin())
    );
$$;
comment on function app.organization_ids() is
    'Organizations that the current user belongs to in any role; all of them for an administrator.';

create function app.staff_organization_ids() returns uuid[]
    language sql stable security definer
    set search_path = ''
as $$
    select array(
        select m.organization_id
        from app.memberships as m
        where m.user_id = (select auth.uid()) and m.role in ('CONSULTANT', 'ORG_ADMIN')
        union
        select o.id from public.organizations as o where (select app.is_admin())
    );
$$;
comment on function app.staff_organization_ids() is
    'Organizations that the current user works for; all of them for an administrator.';

create function app.managed_organization_ids() returns uuid[]
    language sql stable security definer
    set search_path = ''
as $$
    select array(
        select m.organization_id
        from app.memberships as m
        where m.user_id = (select auth.uid()) and m.role = 'ORG_ADMIN'
        union
        select o.id from public.organizations as o where (select app.is_admin())
    );
$$;
comment on function app.managed_organization_ids() is
    'Organizations that the current user manages; all of them for an administrator.';

create function app.belongs_to(member_id uuid, in_organization_id uuid) returns boolean
    language sql stable security definer
    set search_path = ''
as $$
    select exists (
        select from app.memberships as m where m.user_id = member_id and m.organization_id = in_organization_id
    );
$$;
comment on function app.belongs_to(uuid, uuid) is
    'Whether that user belongs to that organization; keeps strangers out of rows that would reveal them.';

create function app.works_for(member_id uuid, in_organization_id uuid) returns boolean
    language sql stable security definer
    set search_path = ''
as $$
    select exists (
        select from app.memberships as m
        where m.user_id = member_id
            and m.organization_id = in_organization_id
            and m.role in ('CONSULTANT', 'ORG_ADMIN')
    );
$$;
comment on function app.works_for(uuid, uuid) is 'Whether that user is a consultant or manager of that organization.';

create function app.staffed_bilan_ids() returns setof uuid
    language sql stable security definer
    set search_path = ''
as $$
    select b.id
    from public.bilans as b
    where b.consultant_id = (select app.current_user_id())
        or b.organization_id = any ((select app.managed_organization_ids())::uuid[]);
$$;
comment on function app.staffed_bilan_ids() is 'Bilans that the current user runs, as their consultant or manager.';

create function app.own_assessment_ids() returns setof uuid
    language sql stable security definer
    set search_path = ''
as $$
    select a.id from public.assessments as a where a.beneficiary_id = (select app.current_user_id());
$$;
comment on function app.own_assessment_ids() is 'Assessments that the current user fills in.';

create function app.staffed_assessment_ids() returns setof uuid
    language sql stable security definer
    set search_path = ''
as $$
    select a.id
    from public.assessments as a
    where a.consultant_id = (select app.current_user_id())
        or a.organization_id = any ((select app.managed_organization_ids())::uuid[])
        or (select app.is_admin());
$$;
comment on function app.staffed_assessment_ids() is
    'Assessments that the current user follows, as their consultant or manager.';

create function app.own_file_ids() returns setof uuid
    language sql stable security definer
    set search_path = ''
as $$
    select f.id from public.files as f where f.user_id = (select app.current_user_id());
$$;
comment on function app.own_file_ids() is 'Files that the current user uploaded.';

create function app.visible_user_ids() returns setof uuid
    language sql stable security definer
    set search_path = ''
as $$
    select m.user_id
    from app.memberships as m
    where m.organization_id = any ((select app.managed_organization_ids())::uuid[])
    union
    select person.id
    from public.bilans as b
    cross join lateral (values (b.beneficiary_id), (b.consultant_id)) as person (id)
    where b.beneficiary_id = (select app.current_user_id())
        or b.consultant_id = (select app.current_user_id())
        or b.organization_id = any ((select app.managed_organization_ids())::uuid[])
    union
    select person.id
    from public.assessments as a
    cross join lateral (values (a.beneficiary_id), (a.consultant_id)) as person (id)
    where a.beneficiary_id = (select app.current_user_id())
        or a.consultant_id = (select app.current_user_id())
        or a.organization_id = any ((select app.managed_organization_ids())::uuid[])
    union
    select u.id from public.users as u where (select app.is_admin());
$$;
comment on function app.visible_user_ids() is
    'Users that the current user meets: in a common bilan or assessment, or in an organization that they manage.';

revoke all on function app.current_user_id() from public;
revoke all on function app.is_admin() from public;
revoke all on function app.organization_ids() from public;
revoke all on function app.staff_organization_ids() from public;
revoke all on function app.managed_organization_ids() from public;
revoke all on function app.belongs_to(uuid, uuid) from public;
revoke all on function app.works_for(uuid, uuid) from public;
revoke all on function app.staffed_bilan_ids() from public;
revoke all on function app.own_assessment_ids() from public;
revoke all on function app.staffed_assessment_ids() from public;
revoke all on function app.own_file_ids() from public;
revoke all on function app.visible_user_ids() from public;

grant execute on function app.current_user_id() to authenticated;
grant execute on function app.is_admin() to authenticated;
grant execute on function app.organization_ids() to authenticated;
grant execute on function app.staff_organization_ids() to authenticated;
grant execute on function app.managed_organization_ids() to authenticated;
grant execute on function app.belongs_to(uuid, uuid) to authenticated;
grant execute on function app.works_for(uuid, uuid) to authenticated;
grant execute on function app.staffed_bilan_ids() to authenticated;
grant execute on function app.own_assessment_ids() to authenticated;
grant execute on function app.staffed_assessment_ids() to authenticated;
grant execute on function app.own_file_ids() to authenticated;
grant execute on function app.visible_user_ids() to authenticated;


-- =================================================================================================
-- Who sees what: policies
-- One policy for each table and command. A command without a policy is forbidden to all but service_role, which
-- passes by all policies. `id in (select b.id from public.bilans as b)` means: whoever sees the bilan, for the policies
-- of bilans hold inside the subquery as well.
-- =================================================================================================

-- Organizations and people

alter table public.organizations enable row level security;
create policy organizations_select on public.organizations for select to authenticated
    using (id = any ((select app.organization_ids())::uuid[]));
create policy organizations_update on public.organizations for update to authenticated
    using (id = any ((select app.managed_organization_ids())::uuid[]))
    with check (id = any ((select app.managed_organization_ids())::uuid[]));

-- auth.uid() and not app.current_user_id(): someone whose account was closed may still read that it was.
alter table public.users enable row level security;
create policy users_select on public.users for select to authenticated
    using (id = (select auth.uid()) or id in (select app.visible_user_ids()));
create policy users_update on public.users for update to authenticated
    using (id = (select app.current_user_id()))
    with check (id = (select app.current_user_id()));

alter table public.user_organization_roles enable row level security;
create policy user_organization_roles_select on public.user_organization_roles for select to authenticated
    using (
        user_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );

-- No policy: only service_role may touch tokens.
alter table public.email_verification_tokens enable row level security;
alter table public.password_reset_tokens enable row level security;

-- Bilans de compétences

alter table public.bilans enable row level security;
create policy bilans_select on public.bilans for select to authenticated
    using (
        beneficiary_id = (select app.current_user_id())
        or consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );
create policy bilans_insert on public.bilans for insert to authenticated
    with check (
        organization_id = any ((select app.managed_organization_ids())::uuid[])
        and app.belongs_to(beneficiary_id, organization_id)
        and (consultant_id is null or app.works_for(consultant_id, organization_id))
    );
create policy bilans_update on public.bilans for update to authenticated
    using (
        consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    )
    with check (
        consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );

alter table public.competencies enable row level security;
create policy competencies_select on public.competencies for select to authenticated
    using (bilan_id in (select b.id from public.bilans as b));
create policy competencies_insert on public.competencies for insert to authenticated
    with check (bilan_id in (select app.staffed_bilan_ids()));
create policy competencies_update on public.competencies for update to authenticated
    using (bilan_id in (select app.staffed_bilan_ids()))
    with check (bilan_id in (select app.staffed_bilan_ids()));
create policy competencies_delete on public.competencies for delete to authenticated
    using (bilan_id in (select app.staffed_bilan_ids()));

alter table public.recommendations enable row level security;
create policy recommendations_select on public.recommendations for select to authenticated
    using (bilan_id in (select b.id from public.bilans as b));
create policy recommendations_insert on public.recommendations for insert to authenticated
    with check (bilan_id in (select app.staffed_bilan_ids()));
create policy recommendations_update on public.recommendations for update to authenticated
    using (bilan_id in (select app.staffed_bilan_ids()))
    with check (bilan_id in (select app.staffed_bilan_ids()));
create policy recommendations_delete on public.recommendations for delete to authenticated
    using (bilan_id in (select app.staffed_bilan_ids()));

alter table public.documents enable row level security;
create policy documents_select on public.documents for select to authenticated
    using (bilan_id in (select b.id from public.bilans as b));
create policy documents_insert on public.documents for insert to authenticated
    with check (bilan_id in (select app.staffed_bilan_ids()));
create policy documents_update on public.documents for update to authenticated
    using (bilan_id in (select app.staffed_bilan_ids()))
    with check (bilan_id in (select app.staffed_bilan_ids()));
create policy documents_delete on public.documents for delete to authenticated
    using (bilan_id in (select app.staffed_bilan_ids()));

-- Managers do not read along; they may be written to.
alter table public.messages enable row level security;
create policy messages_select on public.messages for select to authenticated
    using (sender_id = (select app.current_user_id()) or recipient_id = (select app.current_user_id()));
create policy messages_insert on public.messages for insert to authenticated
    with check (
        sender_id = (select app.current_user_id())
        and exists (
            select from public.bilans as b
            where b.id = messages.bilan_id
                and (
                    messages.recipient_id in (b.beneficiary_id, b.consultant_id)
                    or app.works_for(messages.recipient_id, b.organization_id)
                )
        )
    );
create policy messages_update on public.messages for update to authenticated
    using (recipient_id = (select app.current_user_id()))
    with check (recipient_id = (select app.current_user_id()));

alter table public.sessions enable row level security;
create policy sessions_select on public.sessions for select to authenticated
    using (
        beneficiary_id = (select app.current_user_id())
        or consultant_id = (select app.current_user_id())
        or bilan_id in (select app.staffed_bilan_ids())
    );
create policy sessions_insert on public.sessions for insert to authenticated
    with check (
        bilan_id in (select app.staffed_bilan_ids())
        and exists (
            select from public.bilans as b
            where b.id = sessions.bilan_id
                and b.beneficiary_id = sessions.beneficiary_id
                and app.works_for(sessions.consultant_id, b.organization_id)
        )
    );
create policy sessions_update on public.sessions for update to authenticated
    using (bilan_id in (select app.staffed_bilan_ids()))
    with check (bilan_id in (select app.staffed_bilan_ids()));
create policy sessions_delete on public.sessions for delete to authenticated
    using (bilan_id in (select app.staffed_bilan_ids()));

-- Assessments

alter table public.assessments enable row level security;
create policy assessments_select on public.assessments for select to authenticated
    using (
        beneficiary_id = (select app.current_user_id())
        or consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
        or (select app.is_admin())
    );
-- Nobody draws a stranger into an assessment: beneficiary and consultant belong to its organization. Without an
-- organization it has no consultant, and its beneficiary is the one who inserts it.
create policy assessments_insert on public.assessments for insert to authenticated
    with check (
        (
            beneficiary_id = (select app.current_user_id())
            or (
                consultant_id = (select app.current_user_id())
                and organization_id = any ((select app.staff_organization_ids())::uuid[])
            )
            or organization_id = any ((select app.managed_organization_ids())::uuid[])
        )
        and (organization_id is null or app.belongs_to(beneficiary_id, organization_id))
        and (consultant_id is null or app.works_for(consultant_id, organization_id))
    );
create policy assessments_update on public.assessments for update to authenticated
    using (beneficiary_id = (select app.current_user_id()) or id in (select app.staffed_assessment_ids()))
    with check (beneficiary_id = (select app.current_user_id()) or id in (select app.staffed_assessment_ids()));

alter table public.assessment_questions enable row level security;
create policy assessment_questions_select on public.assessment_questions for select to authenticated
    using (assessment_id is null or assessment_id in (select a.id from public.assessments as a));
create policy assessment_questions_insert on public.assessment_questions for insert to authenticated
    with check (assessment_id in (select app.staffed_assessment_ids()));
create policy assessment_questions_update on public.assessment_questions for update to authenticated
    using (assessment_id in (select app.staffed_assessment_ids()))
    with check (assessment_id in (select app.staffed_assessment_ids()));
create policy assessment_questions_delete on public.assessment_questions for delete to authenticated
    using (assessment_id in (select app.staffed_assessment_ids()));

-- Answers are the beneficiary's alone to give; those who follow the assessment read them.
alter table public.assessment_answers enable row level security;
create policy assessment_answers_select on public.assessment_answers for select to authenticated
    using (assessment_id in (select a.id from public.assessments as a));
create policy assessment_answers_insert on public.assessment_answers for insert to authenticated
    with check (
        assessment_id in (select app.own_assessment_ids())
        and exists (
            select from public.assessment_questions as q
            where q.id = assessment_answers.question_id
                and (q.assessment_id is null or q.assessment_id = assessment_answers.assessment_id)
        )
    );
create policy assessment_answers_update on public.assessment_answers for update to authenticated
    using (assessment_id in (select app.own_assessment_ids()))
    with check (assessment_id in (select app.own_assessment_ids()));
create policy assessment_answers_delete on public.assessment_answers for delete to authenticated
    using (assessment_id in (select app.own_assessment_ids()));

-- A draft was not handed in yet, so nobody else reads it.
alter table public.assessment_drafts enable row level security;
create policy assessment_drafts_select on public.assessment_drafts for select to authenticated
    using (assessment_id in (select app.own_assessment_ids()));
create policy assessment_drafts_insert on public.assessment_drafts for insert to authenticated
    with check (assessment_id in (select app.own_assessment_ids()));
create policy assessment_drafts_update on public.assessment_drafts for update to authenticated
    using (assessment_id in (select app.own_assessment_ids()))
    with check (assessment_id in (select app.own_assessment_ids()));
create policy assessment_drafts_delete on public.assessment_drafts for delete to authenticated
    using (assessment_id in (select app.own_assessment_ids()));

-- The beneficiary writes the columns of their own judgement; the grants below leave out the consultant's.
alter table public.assessment_competencies enable row level security;
create policy assessment_competencies_select on public.assessment_competencies for select to authenticated
    using (assessment_id in (select a.id from public.assessments as a));
create policy assessment_competencies_insert on public.assessment_competencies for insert to authenticated
    with check (assessment_id in (select app.own_assessment_ids()));
create policy assessment_competencies_update on public.assessment_competencies for update to authenticated
    using (assessment_id in (select app.own_assessment_ids()))
    with check (assessment_id in (select app.own_assessment_ids()));
create policy assessment_competencies_delete on public.assessment_competencies for delete to authenticated
    using (assessment_id in (select app.own_assessment_ids()));

-- No policy to insert: the API server does, for a client could name a storage path of somebody else.
alter table public.files enable row level security;
create policy files_select on public.files for select to authenticated
    using (
        user_id = (select app.current_user_id())
        or id in (select d.file_id from public.assessment_documents as d)
    );
create policy files_delete on public.files for delete to authenticated
    using (user_id = (select app.current_user_id()));

-- Attaching a file shows it to those who see the assessment, so only its owner attaches it.
alter table public.assessment_documents enable row level security;
create policy assessment_documents_select on public.assessment_documents for select to authenticated
    using (assessment_id in (select a.id from public.assessments as a));
create policy assessment_documents_insert on public.assessment_documents for insert to authenticated
    with check (
        assessment_id in (select a.id from public.assessments as a)
        and file_id in (select app.own_file_ids())
    );
create policy assessment_documents_delete on public.assessment_documents for delete to authenticated
    using (file_id in (select app.own_file_ids()));

alter table public.cv_analyses enable row level security;
create policy cv_analyses_select on public.cv_analyses for select to authenticated
    using (assessment_id in (select a.id from public.assessments as a));

alter table public.personality_analyses enable row level security;
create policy personality_analyses_select on public.personality_analyses for select to authenticated
    using (assessment_id in (select a.id from public.assessments as a));

alter table public.job_recommendations enable row level security;
create policy job_recommendations_select on public.job_recommendations for select to authenticated
    using (assessment_id in (select a.id from public.assessments as a));

-- Beneficiary and consultant write the plan together.
alter table public.action_plans enable row level security;
create policy action_plans_select on public.action_plans for select to authenticated
    using (assessment_id in (select a.id from public.assessments as a));
create policy action_plans_insert on public.action_plans for insert to authenticated
    with check (assessment_id in (select a.id from public.assessments as a));
create policy action_plans_update on public.action_plans for update to authenticated
    using (assessment_id in (select a.id from public.assessments as a))
    with check (assessment_id in (select a.id from public.assessments as a));
create policy action_plans_delete on public.action_plans for delete to authenticated
    using (assessment_id in (select app.staffed_assessment_ids()));

-- Qualiopi

-- The référentiel is public law: everyone who is signed in reads it.
alter table public.qualiopi_indicators enable row level security;
create policy qualiopi_indicators_select on public.qualiopi_indicators for select to authenticated
    using (true);

alter table public.qualiopi_certification_levels enable row level security;
create policy qualiopi_certification_levels_select on public.qualiopi_certification_levels for select to authenticated
    using (true);

alter table public.organization_qualiopi_status enable row level security;
create policy organization_qualiopi_status_select on public.organization_qualiopi_status for select to authenticated
    using (organization_id = any ((select app.staff_organization_ids())::uuid[]));
create policy organization_qualiopi_status_insert on public.organization_qualiopi_status for insert to authenticated
    with check (organization_id = any ((select app.managed_organization_ids())::uuid[]));
create policy organization_qualiopi_status_update on public.organization_qualiopi_status for update to authenticated
    using (organization_id = any ((select app.managed_organization_ids())::uuid[]))
    with check (organization_id = any ((select app.managed_organization_ids())::uuid[]));

alter table public.qualiopi_evidence enable row level security;
create policy qualiopi_evidence_select on public.qualiopi_evidence for select to authenticated
    using (organization_id = any ((select app.staff_organization_ids())::uuid[]));
create policy qualiopi_evidence_insert on public.qualiopi_evidence for insert to authenticated
    with check (
        organization_id = any ((select app.staff_organization_ids())::uuid[])
        and uploaded_by = (select app.current_user_id())
    );
create policy qualiopi_evidence_update on public.qualiopi_evidence for update to authenticated
    using (organization_id = any ((select app.managed_organization_ids())::uuid[]))
    with check (organization_id = any ((select app.managed_organization_ids())::uuid[]));
create policy qualiopi_evidence_delete on public.qualiopi_evidence for delete to authenticated
    using (organization_id = any ((select app.managed_organization_ids())::uuid[]));

alter table public.qualiopi_audit_log enable row level security;
create policy qualiopi_audit_log_select on public.qualiopi_audit_log for select to authenticated
    using (organization_id = any ((select app.managed_organization_ids())::uuid[]));

-- Satisfaction surveys and the archive

-- Consultants do not read what beneficiaries say of them; managers do.
alter table public.satisfaction_surveys enable row level security;
create policy satisfaction_surveys_select on public.satisfaction_surveys for select to authenticated
    using (
        beneficiary_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );

alter table public.survey_responses enable row level security;
create policy survey_responses_select on public.survey_responses for select to authenticated
    using (survey_id in (select s.id from public.satisfaction_surveys as s));
create policy survey_responses_insert on public.survey_responses for insert to authenticated
    with check (
        survey_id in (
            select s.id from public.satisfaction_surveys as s
            where s.beneficiary_id = (select app.current_user_id()) and s.status in ('PENDING', 'SENT')
        )
    );
create policy survey_responses_update on public.survey_responses for update to authenticated
    using (
        survey_id in (
            select s.id from public.satisfaction_surveys as s
            where s.beneficiary_id = (select app.current_user_id()) and s.status in ('PENDING', 'SENT')
        )
    )
    with check (
        survey_id in (
            select s.id from public.satisfaction_surveys as s
            where s.beneficiary_id = (select app.current_user_id()) and s.status in ('PENDING', 'SENT')
        )
    );

-- What is archived stays: no policy to change or delete it.
alter table public.document_archive enable row level security;
create policy document_archive_select on public.document_archive for select to authenticated
    using (
        bilan_id in (select b.id from public.bilans as b)
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );
create policy document_archive_insert on public.document_archive for insert to authenticated
    with check (
        created_by = (select app.current_user_id())
        and bilan_id in (select app.staffed_bilan_ids())
        and organization_id in (select b.organization_id from public.bilans as b where b.id = document_archive.bilan_id)
    );

alter table public.document_access_log enable row level security;
create policy document_access_log_select on public.document_access_log for select to authenticated
    using (
        document_id in (
            select d.id from public.document_archive as d
            where d.organization_id = any ((select app.managed_organization_ids())::uuid[])
        )
    );

-- Scheduling

alter table public.availability_slots enable row level security;
create policy availability_slots_select on public.availability_slots for select to authenticated
    using (organization_id = any ((select app.organization_ids())::uuid[]));
create policy availability_slots_insert on public.availability_slots for insert to authenticated
    with check (
        app.works_for(consultant_id, organization_id)
        and (
            consultant_id = (select app.current_user_id())
            or organization_id = any ((select app.managed_organization_ids())::uuid[])
        )
    );
create policy availability_slots_update on public.availability_slots for update to authenticated
    using (
        consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    )
    with check (
        app.works_for(consultant_id, organization_id)
        and (
            consultant_id = (select app.current_user_id())
            or organization_id = any ((select app.managed_organization_ids())::uuid[])
        )
    );
create policy availability_slots_delete on public.availability_slots for delete to authenticated
    using (
        consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );

-- A beneficiary books within their own bilan; its consultant or a manager writes what becomes of the booking. To
-- cancel or to rate it, the beneficiary goes through the API server.
alter table public.session_bookings enable row level security;
create policy session_bookings_select on public.session_bookings for select to authenticated
    using (
        beneficiary_id = (select app.current_user_id())
        or consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );
create policy session_bookings_insert on public.session_bookings for insert to authenticated
    with check (
        (
            beneficiary_id = (select app.current_user_id())
            or consultant_id = (select app.current_user_id())
            or organization_id = any ((select app.managed_organization_ids())::uuid[])
        )
        and app.works_for(consultant_id, organization_id)
        and exists (
            select from public.bilans as b
            where b.id = session_bookings.bilan_id
                and b.beneficiary_id = session_bookings.beneficiary_id
                and b.organization_id = session_bookings.organization_id
        )
    );
create policy session_bookings_update on public.session_bookings for update to authenticated
    using (
        consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    )
    with check (
        consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );

alter table public.session_reminders enable row level security;
create policy session_reminders_select on public.session_reminders for select to authenticated
    using (session_booking_id in (select s.id from public.session_bookings as s));

alter table public.session_analytics enable row level security;
create policy session_analytics_select on public.session_analytics for select to authenticated
    using (
        consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );

alter table public.consultant_analytics enable row level security;
create policy consultant_analytics_select on public.consultant_analytics for select to authenticated
    using (
        consultant_id = (select app.current_user_id())
        or organization_id = any ((select app.managed_organization_ids())::uuid[])
    );

-- Consents, notifications and the audit trail

alter table public.user_consents enable row level security;
create policy user_consents_select on public.user_consents for select to authenticated
    using (user_id = (select app.current_user_id()) or (select app.is_admin()));
create policy user_consents_insert on public.user_consents for insert to authenticated
    with check (user_id = (select app.current_user_id()));
create policy user_consents_update on public.user_consents for update to authenticated
    using (user_id = (select app.current_user_id()))
    with check (user_id = (select app.current_user_id()));

alter table public.consent_log enable row level security;
create policy consent_log_select on public.consent_log for select to authenticated
    using (user_id = (select app.current_user_id()) or (select app.is_admin()));

alter table public.notifications enable row level security;
create policy notifications_select on public.notifications for select to authenticated
    using (user_id = (select app.current_user_id()));
create policy notifications_update on public.notifications for update to authenticated
    using (user_id = (select app.current_user_id()))
    with check (user_id = (select app.current_user_id()));
create policy notifications_delete on public.notifications for delete to authenticated
    using (user_id = (select app.current_user_id()));

alter table public.audit_logs enable row level security;
create policy audit_logs_select on public.audit_logs for select to authenticated
    using ((select app.is_admin()));


-- =================================================================================================
-- Who sees what: grants
-- Older Supabase projects grant everything in public to anon and authenticated, newer ones nothing. Both end up here.
-- A list of columns means that the others are out of reach, whatever the policies say.
-- =================================================================================================

revoke all on all tables in schema public from anon, authenticated;
grant all on all tables in schema public to service_role;

-- Trigger functions are not called; the trigger runs them whoever changes the row.
revoke all on function public.set_updated_at() from public, anon, authenticated, service_role;
revoke all on function public.log_consent_change() from public, anon, authenticated, service_role;

grant select (
    id, name, siret, description, subscription_plan, address, phone, website, qualiopi_certified, qualiopi_expiry,
    is_active, created_at, updated_at, deleted_at, qualiopi_last_audit_date, qualiopi_compliance_percentage
) on public.organizations to authenticated;
grant update (name, description, address, phone, website) on public.organizations to authenticated;

grant select (
    id, email, full_name, age, role, organization_id, avatar_url, cv_url, cv_uploaded_at, bio, is_active,
    email_verified, email_verified_at, last_login, created_at, updated_at, deleted_at
) on public.users to authenticated;
grant update (full_name, age, avatar_url, cv_url, cv_uploaded_at, bio) on public.users to authenticated;

grant select on public.user_organization_roles to authenticated;

grant select, insert on public.bilans to authenticated;
grant update (
    status, start_date, expected_end_date, actual_end_date, duration_hours, contract_signed, signed_contract_url,
    completion_percentage, progress_percentage
) on public.bilans to authenticated;

grant select, insert, update, delete on public.competencies to authenticated;
grant select, insert, update, delete on public.recommendations to authenticated;
grant select, insert, update, delete on public.documents to authenticated;

grant select on public.messages to authenticated;
grant insert (bilan_id, sender_id, recipient_id, content) on public.messages to authenticated;
grant update (read_at) on public.messages to authenticated;

grant select, insert, delete on public.sessions to authenticated;
grant update (session_type, scheduled_at, completed_at, duration_minutes, notes, attendance)
    on public.sessions to authenticated;

grant select, insert on public.assessments to authenticated;
grant update (
    title, description, status, current_step, progress_percentage, started_at, submitted_at, completed_at
) on public.assessments to authenticated;
grant select, insert, update, delete on public.assessment_questions to authenticated;
grant select, insert, delete on public.assessment_answers to authenticated;
grant update (value, answer_type) on public.assessment_answers to authenticated;
grant select, insert, update, delete on public.assessment_drafts to authenticated;
grant select, delete on public.assessment_competencies to authenticated;
grant insert (
    id, assessment_id, skill_name, category, self_assessment_level, self_interest_level, context
) on public.assessment_competencies to authenticated;
grant update (skill_name, category, self_assessment_level, self_interest_level, context)
    on public.assessment_competencies to authenticated;
grant select, delete on public.files to authenticated;
grant select, insert, delete on public.assessment_documents to authenticated;
grant select on public.cv_analyses to authenticated;
grant select on public.personality_analyses to authenticated;
grant select on public.job_recommendations to authenticated;
grant select, insert, delete on public.action_plans to authenticated;
grant update (target_job, plan_data, status) on public.action_plans to authenticated;

grant select on public.qualiopi_indicators to authenticated;
grant select on public.qualiopi_certification_levels to authenticated;
grant select, insert, update on public.organization_qualiopi_status to authenticated;
grant select, insert, delete on public.qualiopi_evidence to authenticated;
grant update (file_name, description, deleted_at) on public.qualiopi_evidence to authenticated;
grant select on public.qualiopi_audit_log to authenticated;

grant select (
    id, bilan_id, beneficiary_id, organization_id, status, sent_at, completed_at, expires_at, created_at, updated_at,
    deleted_at
) on public.satisfaction_surveys to authenticated;
grant select, insert on public.survey_responses to authenticated;
grant update (answer_type, score_value, text_value, boolean_value) on public.survey_responses to authenticated;
grant select, insert on public.document_archive to authenticated;
grant select on public.document_access_log to authenticated;

grant select, insert, update, delete on public.availability_slots to authenticated;
grant select on public.session_bookings to authenticated;
grant insert (
    id, bilan_id, consultant_id, beneficiary_id, organization_id, availability_slot_id, scheduled_date,
    scheduled_start_time, scheduled_end_time, duration_minutes, timezone, session_type, meeting_format,
    meeting_location, meeting_link, beneficiary_notes, bilan_phase_at_booking
) on public.session_bookings to authenticated;
grant update (
    availability_slot_id, scheduled_date, scheduled_start_time, scheduled_end_time, duration_minutes, timezone,
    session_type, meeting_format, meeting_location, meeting_link, consultant_notes, preparation_materials, status,
    attended, cancellation_reason, confirmed_at, completed_at, cancelled_at
) on public.session_bookings to authenticated;
grant select on public.session_reminders to authenticated;
grant select on public.session_analytics to authenticated;
grant select on public.consultant_analytics to authenticated;

grant select on public.user_consents to authenticated;
grant insert (user_id, consent_type, granted, granted_at, withdrawn_at, consent_version)
    on public.user_consents to authenticated;
grant update (granted, granted_at, withdrawn_at, consent_version) on public.user_consents to authenticated;
grant select on public.consent_log to authenticated;
grant select, delete on public.notifications to authenticated;
grant update (read) on public.notifications to authenticated;
grant select on public.audit_logs to authenticated;
