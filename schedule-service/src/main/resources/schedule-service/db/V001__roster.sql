-- The roster: who can be scheduled, what is worked, who works when, and who asked for a change.
-- One set of scripts for H2 and PostgreSQL. Foreign keys carry the organisation, so no row can point across tenants.

CREATE TABLE organisation (
    id UUID PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    zone VARCHAR(64) NOT NULL
);

CREATE TABLE member (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    user_id UUID,
    name VARCHAR(120) NOT NULL,
    email VARCHAR(254),
    phone VARCHAR(40),
    pager VARCHAR(40),
    role VARCHAR(80),
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT member_tenant UNIQUE (organisation_id, id),
    CONSTRAINT member_email_once UNIQUE (organisation_id, email),
    CONSTRAINT member_user_once UNIQUE (organisation_id, user_id),
    CONSTRAINT member_email_lower CHECK (email = LOWER(email))
);

CREATE TABLE team (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    name VARCHAR(120) NOT NULL,
    CONSTRAINT team_tenant UNIQUE (organisation_id, id),
    CONSTRAINT team_name_once UNIQUE (organisation_id, name)
);

CREATE TABLE team_member (
    organisation_id UUID NOT NULL,
    team_id UUID NOT NULL,
    member_id UUID NOT NULL,
    PRIMARY KEY (team_id, member_id),
    FOREIGN KEY (organisation_id, team_id) REFERENCES team (organisation_id, id),
    FOREIGN KEY (organisation_id, member_id) REFERENCES member (organisation_id, id)
);

CREATE TABLE shift_type (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    code VARCHAR(20) NOT NULL,
    code_key VARCHAR(20) NOT NULL,
    name VARCHAR(80) NOT NULL,
    sort_order INTEGER NOT NULL,
    zone VARCHAR(64) NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT shift_type_tenant UNIQUE (organisation_id, id),
    CONSTRAINT shift_type_code_once UNIQUE (organisation_id, code_key),
    CONSTRAINT shift_type_code_lower CHECK (code_key = LOWER(code))
);

-- weekday is 1 (Monday) to 7; local times are minutes after midnight; day_span 1 ends on the next day.
CREATE TABLE shift_type_hours (
    organisation_id UUID NOT NULL,
    shift_type_id UUID NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
    end_minute INTEGER NOT NULL CHECK (end_minute BETWEEN 0 AND 1439),
    day_span INTEGER NOT NULL CHECK (day_span BETWEEN 0 AND 1),
    PRIMARY KEY (shift_type_id, weekday),
    FOREIGN KEY (organisation_id, shift_type_id) REFERENCES shift_type (organisation_id, id),
    CHECK (day_span * 1440 + end_minute > start_minute)
);

-- held_position is the position while the assignment holds it; released ones hold none.
CREATE TABLE assignment (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    shift_date DATE NOT NULL,
    shift_type_id UUID,
    title VARCHAR(200) NOT NULL,
    member_id UUID NOT NULL,
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 99),
    held_position INTEGER,
    starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
    source VARCHAR(10) NOT NULL CHECK (source IN ('roster', 'calendar', 'manual', 'coverage')),
    origin VARCHAR(400) NOT NULL,
    status VARCHAR(10) NOT NULL CHECK (status IN ('published', 'released')),
    version BIGINT NOT NULL,
    CONSTRAINT assignment_tenant UNIQUE (organisation_id, id),
    CONSTRAINT assignment_origin_once UNIQUE (organisation_id, origin),
    CONSTRAINT assignment_position_once UNIQUE (organisation_id, shift_type_id, shift_date, held_position),
    CONSTRAINT assignment_ends_later CHECK (ends_at > starts_at),
    CONSTRAINT assignment_holds CHECK (
        (status = 'published' AND held_position IS NOT NULL AND held_position = position)
        OR (status = 'released' AND held_position IS NULL)),
    FOREIGN KEY (organisation_id, member_id) REFERENCES member (organisation_id, id),
    FOREIGN KEY (organisation_id, shift_type_id) REFERENCES shift_type (organisation_id, id)
);

CREATE INDEX assignment_by_end ON assignment (organisation_id, ends_at);
CREATE INDEX assignment_by_member ON assignment (organisation_id, member_id, ends_at);

-- live_assignment_id is the assignment while the request is live: one live request an assignment.
CREATE TABLE shift_request (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    kind VARCHAR(20) NOT NULL CHECK (kind IN ('coverage')),
    assignment_id UUID NOT NULL,
    live_assignment_id UUID,
    requester_id UUID NOT NULL,
    candidate_id UUID,
    reason VARCHAR(500),
    state VARCHAR(20) NOT NULL
        CHECK (state IN ('open', 'pending_approval', 'applied', 'denied', 'withdrawn', 'expired', 'stale')),
    submitted_by VARCHAR(200) NOT NULL,
    decided_by VARCHAR(200),
    decision_note VARCHAR(500),
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT request_tenant UNIQUE (organisation_id, id),
    CONSTRAINT request_live_once UNIQUE (organisation_id, live_assignment_id),
    CONSTRAINT request_liveness CHECK (
        (state IN ('open', 'pending_approval') AND live_assignment_id IS NOT NULL AND live_assignment_id = assignment_id)
        OR (state NOT IN ('open', 'pending_approval') AND live_assignment_id IS NULL)),
    CONSTRAINT request_candidate CHECK (state <> 'pending_approval' OR candidate_id IS NOT NULL),
    CONSTRAINT request_other_person CHECK (candidate_id <> requester_id),
    FOREIGN KEY (organisation_id, assignment_id) REFERENCES assignment (organisation_id, id),
    FOREIGN KEY (organisation_id, requester_id) REFERENCES member (organisation_id, id),
    FOREIGN KEY (organisation_id, candidate_id) REFERENCES member (organisation_id, id)
);

CREATE INDEX request_by_state ON shift_request (organisation_id, state);

-- What happened to a request; rows are only ever added.
CREATE TABLE request_event (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL,
    request_id UUID NOT NULL,
    request_version BIGINT NOT NULL,
    happened VARCHAR(20) NOT NULL CHECK (happened IN ('submitted', 'applied', 'denied')),
    actor VARCHAR(200) NOT NULL,
    note VARCHAR(500),
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT request_event_once UNIQUE (request_id, request_version),
    FOREIGN KEY (organisation_id, request_id) REFERENCES shift_request (organisation_id, id)
);
