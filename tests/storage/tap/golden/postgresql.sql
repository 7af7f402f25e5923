-- Load
SELECT respondents.language AS c0, respondents.turn AS c1, respondents.stage AS c2, respondents.assessment AS c3, respondents.mode AS c4, respondents.target AS c5, respondents.focus AS c6, respondents.origin AS c7, respondents.heard AS c8, respondents.counter AS c9, respondents.rechecking AS c10, respondents.reminders AS c11, respondents.timezone AS c12, respondents.rich_cards AS c13, ratings.subdomain AS c14, ratings.level AS c15, ratings.under_way AS c16, ratings.unsure AS c17, ratings.not_applicable AS c18, ratings.ticked AS c19, ratings.verified AS c20, evidence.what AS c21, evidence.rung AS c22, evidence.named_on AS c23, evidence.in_force AS c24, evidence.last_used AS c25, evidence.shows AS c26, evidence.file_name AS c27, evidence.file_size AS c28, evidence.file_type AS c29, evidence.file_sha256 AS c30, evidence.file_place AS c31, institutions.name AS c32, members.role AS c33, (EXISTS (SELECT *
FROM plans
WHERE plans.respondent_id = respondents.id)) OR (EXISTS (SELECT *
FROM assessments
WHERE assessments.respondent_id = respondents.id AND assessments.finished_at IS NOT NULL)) AS more, $1::INTEGER AS job
FROM respondents LEFT OUTER JOIN members ON members.respondent_id = respondents.id LEFT OUTER JOIN institutions ON institutions.id = members.institution_id LEFT OUTER JOIN ratings ON ratings.respondent_id = respondents.id AND ratings.assessment = respondents.assessment LEFT OUTER JOIN evidence ON evidence.respondent_id = ratings.respondent_id AND evidence.assessment = ratings.assessment AND evidence.subdomain = ratings.subdomain
WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = $2::VARCHAR AND respondents.address = $3::VARCHAR), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = $2::VARCHAR AND addresses.address = $3::VARCHAR));

-- The turn alone
SELECT respondents.turn, $1::INTEGER AS job
FROM respondents
WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = $2::VARCHAR AND respondents.address = $3::VARCHAR), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = $2::VARCHAR AND addresses.address = $3::VARCHAR));

-- The campaigns of a result
SELECT participations.campaign_id, participations.detached_at IS NOT NULL AS is_detached, $1::INTEGER AS job
FROM participations
WHERE participations.respondent_id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = $2::VARCHAR AND respondents.address = $3::VARCHAR), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = $2::VARCHAR AND addresses.address = $3::VARCHAR)) AND participations.withdrawn_at IS NULL ORDER BY participations.joined_at DESC;

-- Consent: the respondent and their first self-check
WITH moved AS
(INSERT INTO respondents (id, face, address, language, turn, stage, assessment, mode, target, focus, origin, rechecking, reminders, timezone, heard, counter, rich_cards, consented_at, seen_at) VALUES ($4::BIGINT, $5::VARCHAR, $6::VARCHAR, $7::VARCHAR, $8::BIGINT, $9::VARCHAR, $10::INTEGER, $11::VARCHAR, $12::INTEGER, $13::VARCHAR, $14::VARCHAR, $15::BOOLEAN, $16::BOOLEAN, $17::VARCHAR, $18::BIGINT, $19::VARCHAR, $20::BOOLEAN, $21::TIMESTAMP WITH TIME ZONE, $22::TIMESTAMP WITH TIME ZONE) ON CONFLICT (face, address) DO NOTHING RETURNING respondents.id),
effect_0 AS
(INSERT INTO assessments (respondent_id, number, edition, started_at) SELECT moved.id AS id, $1::INTEGER AS number, $2::VARCHAR AS edition, $3::TIMESTAMP WITH TIME ZONE AS started_at
FROM moved
WHERE true)
 SELECT $23::INTEGER AS job
FROM moved;

-- A reply without an answer
WITH moved AS
(UPDATE respondents SET language=$2::VARCHAR, turn=$3::BIGINT, stage=$4::VARCHAR, assessment=$5::INTEGER, mode=$6::VARCHAR, target=$7::INTEGER, focus=$8::VARCHAR, origin=$9::VARCHAR, rechecking=$10::BOOLEAN, reminders=$11::BOOLEAN, timezone=$12::VARCHAR, heard=$13::BIGINT, counter=$14::VARCHAR, rich_cards=$15::BOOLEAN, seen_at=$16::TIMESTAMP WITH TIME ZONE WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = $17::VARCHAR AND respondents.address = $18::VARCHAR), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = $17::VARCHAR AND addresses.address = $18::VARCHAR)) AND respondents.turn = $19::BIGINT RETURNING respondents.id)
 SELECT $1::INTEGER AS job
FROM moved;

-- An answer
WITH moved AS
(UPDATE respondents SET language=$8::VARCHAR, turn=$9::BIGINT, stage=$10::VARCHAR, assessment=$11::INTEGER, mode=$12::VARCHAR, target=$13::INTEGER, focus=$14::VARCHAR, origin=$15::VARCHAR, rechecking=$16::BOOLEAN, reminders=$17::BOOLEAN, timezone=$18::VARCHAR, heard=$19::BIGINT, counter=$20::VARCHAR, rich_cards=$21::BOOLEAN, seen_at=$22::TIMESTAMP WITH TIME ZONE WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = $23::VARCHAR AND respondents.address = $24::VARCHAR), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = $23::VARCHAR AND addresses.address = $24::VARCHAR)) AND respondents.turn = $25::BIGINT RETURNING respondents.id),
effect_0 AS
(INSERT INTO ratings (respondent_id, assessment, subdomain, level, under_way, unsure, not_applicable, ticked) SELECT moved.id AS id, $1::INTEGER AS assessment, $2::VARCHAR AS subdomain, $3::INTEGER AS level, $4::BOOLEAN AS under_way, $5::BOOLEAN AS unsure, $6::VARCHAR AS not_applicable, $7::VARCHAR AS ticked
FROM moved
WHERE true ON CONFLICT (respondent_id, assessment, subdomain) DO UPDATE SET level = excluded.level, under_way = excluded.under_way, unsure = excluded.unsure, not_applicable = excluded.not_applicable, ticked = excluded.ticked, verified = excluded.verified),
effect_1 AS
(INSERT INTO changes (respondent_id, turn, assessment, subdomain, before, after, at) SELECT moved.id AS id, $26::BIGINT AS turn, $27::INTEGER AS assessment, $28::VARCHAR AS subdomain, $29::VARCHAR AS before, $30::VARCHAR AS after, $31::TIMESTAMP WITH TIME ZONE AS at
FROM moved
WHERE true)
 SELECT $32::INTEGER AS job
FROM moved;

-- The last answer
WITH moved AS
(UPDATE respondents SET language=$8::VARCHAR, turn=$9::BIGINT, stage=$10::VARCHAR, assessment=$11::INTEGER, mode=$12::VARCHAR, target=$13::INTEGER, focus=$14::VARCHAR, origin=$15::VARCHAR, rechecking=$16::BOOLEAN, reminders=$17::BOOLEAN, timezone=$18::VARCHAR, heard=$19::BIGINT, counter=$20::VARCHAR, rich_cards=$21::BOOLEAN, seen_at=$22::TIMESTAMP WITH TIME ZONE WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = $23::VARCHAR AND respondents.address = $24::VARCHAR), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = $23::VARCHAR AND addresses.address = $24::VARCHAR)) AND respondents.turn = $25::BIGINT RETURNING respondents.id),
effect_0 AS
(INSERT INTO ratings (respondent_id, assessment, subdomain, level, under_way, unsure, not_applicable, ticked) SELECT moved.id AS id, $1::INTEGER AS assessment, $2::VARCHAR AS subdomain, $3::INTEGER AS level, $4::BOOLEAN AS under_way, $5::BOOLEAN AS unsure, $6::VARCHAR AS not_applicable, $7::VARCHAR AS ticked
FROM moved
WHERE true ON CONFLICT (respondent_id, assessment, subdomain) DO UPDATE SET level = excluded.level, under_way = excluded.under_way, unsure = excluded.unsure, not_applicable = excluded.not_applicable, ticked = excluded.ticked, verified = excluded.verified),
effect_1 AS
(INSERT INTO changes (respondent_id, turn, assessment, subdomain, before, after, at) SELECT moved.id AS id, $26::BIGINT AS turn, $27::INTEGER AS assessment, $28::VARCHAR AS subdomain, $29::VARCHAR AS before, $30::VARCHAR AS after, $31::TIMESTAMP WITH TIME ZONE AS at
FROM moved
WHERE true),
effect_2 AS
(UPDATE assessments SET finished_at=$32::TIMESTAMP WITH TIME ZONE, finished_on=$33::DATE WHERE assessments.respondent_id = (SELECT moved.id
FROM moved) AND assessments.number = $34::INTEGER AND assessments.finished_at IS NULL)
 SELECT $35::INTEGER AS job
FROM moved;

-- The end without a new answer
WITH moved AS
(UPDATE respondents SET language=$3::VARCHAR, turn=$4::BIGINT, stage=$5::VARCHAR, assessment=$6::INTEGER, mode=$7::VARCHAR, target=$8::INTEGER, focus=$9::VARCHAR, origin=$10::VARCHAR, rechecking=$11::BOOLEAN, reminders=$12::BOOLEAN, timezone=$13::VARCHAR, heard=$14::BIGINT, counter=$15::VARCHAR, rich_cards=$16::BOOLEAN, seen_at=$17::TIMESTAMP WITH TIME ZONE WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = $18::VARCHAR AND respondents.address = $19::VARCHAR), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = $18::VARCHAR AND addresses.address = $19::VARCHAR)) AND respondents.turn = $20::BIGINT RETURNING respondents.id),
effect_0 AS
(UPDATE assessments SET finished_at=$1::TIMESTAMP WITH TIME ZONE, finished_on=$2::DATE WHERE assessments.respondent_id = (SELECT moved.id
FROM moved) AND assessments.number = $21::INTEGER AND assessments.finished_at IS NULL)
 SELECT $22::INTEGER AS job
FROM moved;

-- A new self-check
WITH moved AS
(UPDATE respondents SET language=$4::VARCHAR, turn=$5::BIGINT, stage=$6::VARCHAR, assessment=$7::INTEGER, mode=$8::VARCHAR, target=$9::INTEGER, focus=$10::VARCHAR, origin=$11::VARCHAR, rechecking=$12::BOOLEAN, reminders=$13::BOOLEAN, timezone=$14::VARCHAR, heard=$15::BIGINT, counter=$16::VARCHAR, rich_cards=$17::BOOLEAN, seen_at=$18::TIMESTAMP WITH TIME ZONE WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = $19::VARCHAR AND respondents.address = $20::VARCHAR), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = $19::VARCHAR AND addresses.address = $20::VARCHAR)) AND respondents.turn = $21::BIGINT RETURNING respondents.id),
effect_0 AS
(INSERT INTO assessments (respondent_id, number, edition, started_at) SELECT moved.id AS id, $1::INTEGER AS number, $2::VARCHAR AS edition, $3::TIMESTAMP WITH TIME ZONE AS started_at
FROM moved
WHERE true)
 SELECT $22::INTEGER AS job
FROM moved;
