-- Load
SELECT respondents.language AS c0, respondents.turn AS c1, respondents.stage AS c2, respondents.assessment AS c3, respondents.mode AS c4, respondents.target AS c5, respondents.focus AS c6, respondents.origin AS c7, respondents.heard AS c8, respondents.counter AS c9, respondents.rechecking AS c10, respondents.reminders AS c11, respondents.timezone AS c12, respondents.rich_cards AS c13, ratings.subdomain AS c14, ratings.level AS c15, ratings.under_way AS c16, ratings.unsure AS c17, ratings.not_applicable AS c18, ratings.ticked AS c19, ratings.verified AS c20, evidence.what AS c21, evidence.rung AS c22, evidence.named_on AS c23, evidence.in_force AS c24, evidence.last_used AS c25, evidence.shows AS c26, evidence.file_name AS c27, evidence.file_size AS c28, evidence.file_type AS c29, evidence.file_sha256 AS c30, evidence.file_place AS c31, institutions.name AS c32, members.role AS c33, (EXISTS (SELECT *
FROM plans
WHERE plans.respondent_id = respondents.id)) OR (EXISTS (SELECT *
FROM assessments
WHERE assessments.respondent_id = respondents.id AND assessments.finished_at IS NOT NULL)) AS more
FROM respondents LEFT OUTER JOIN members ON members.respondent_id = respondents.id LEFT OUTER JOIN institutions ON institutions.id = members.institution_id LEFT OUTER JOIN ratings ON ratings.respondent_id = respondents.id AND ratings.assessment = respondents.assessment LEFT OUTER JOIN evidence ON evidence.respondent_id = ratings.respondent_id AND evidence.assessment = ratings.assessment AND evidence.subdomain = ratings.subdomain
WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?));

-- The turn alone
SELECT respondents.turn
FROM respondents
WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?));

-- The campaigns of a result
SELECT participations.campaign_id, participations.detached_at IS NOT NULL AS is_detached
FROM participations
WHERE participations.respondent_id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AND participations.withdrawn_at IS NULL ORDER BY participations.joined_at DESC;

-- Consent: the respondent and their first self-check
INSERT INTO respondents (id, face, address, language, turn, stage, assessment, mode, target, focus, origin, rechecking, reminders, timezone, heard, counter, rich_cards, consented_at, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (face, address) DO NOTHING;
INSERT INTO assessments (respondent_id, number, edition, started_at) SELECT coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AS respondent_id, ? AS number, ? AS edition, ? AS started_at
WHERE 1 = 1;

-- A reply without an answer
UPDATE respondents SET language=?, turn=?, stage=?, assessment=?, mode=?, target=?, focus=?, origin=?, rechecking=?, reminders=?, timezone=?, heard=?, counter=?, rich_cards=?, seen_at=? WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AND respondents.turn = ?;

-- An answer
UPDATE respondents SET language=?, turn=?, stage=?, assessment=?, mode=?, target=?, focus=?, origin=?, rechecking=?, reminders=?, timezone=?, heard=?, counter=?, rich_cards=?, seen_at=? WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AND respondents.turn = ?;
INSERT INTO ratings (respondent_id, assessment, subdomain, level, under_way, unsure, not_applicable, ticked) SELECT coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AS respondent_id, ? AS assessment, ? AS subdomain, ? AS level, ? AS under_way, ? AS unsure, ? AS not_applicable, ? AS ticked
WHERE 1 = 1 ON CONFLICT (respondent_id, assessment, subdomain) DO UPDATE SET level = excluded.level, under_way = excluded.under_way, unsure = excluded.unsure, not_applicable = excluded.not_applicable, ticked = excluded.ticked, verified = excluded.verified;
INSERT INTO changes (respondent_id, turn, assessment, subdomain, "before", "after", at) SELECT coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AS respondent_id, ? AS turn, ? AS assessment, ? AS subdomain, ? AS "before", ? AS "after", ? AS at
WHERE 1 = 1;

-- The last answer
UPDATE respondents SET language=?, turn=?, stage=?, assessment=?, mode=?, target=?, focus=?, origin=?, rechecking=?, reminders=?, timezone=?, heard=?, counter=?, rich_cards=?, seen_at=? WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AND respondents.turn = ?;
INSERT INTO ratings (respondent_id, assessment, subdomain, level, under_way, unsure, not_applicable, ticked) SELECT coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AS respondent_id, ? AS assessment, ? AS subdomain, ? AS level, ? AS under_way, ? AS unsure, ? AS not_applicable, ? AS ticked
WHERE 1 = 1 ON CONFLICT (respondent_id, assessment, subdomain) DO UPDATE SET level = excluded.level, under_way = excluded.under_way, unsure = excluded.unsure, not_applicable = excluded.not_applicable, ticked = excluded.ticked, verified = excluded.verified;
INSERT INTO changes (respondent_id, turn, assessment, subdomain, "before", "after", at) SELECT coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AS respondent_id, ? AS turn, ? AS assessment, ? AS subdomain, ? AS "before", ? AS "after", ? AS at
WHERE 1 = 1;
UPDATE assessments SET finished_at=?, finished_on=? WHERE assessments.respondent_id = (SELECT coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AS respondent_id) AND assessments.number = ? AND assessments.finished_at IS NULL;

-- The end without a new answer
UPDATE respondents SET language=?, turn=?, stage=?, assessment=?, mode=?, target=?, focus=?, origin=?, rechecking=?, reminders=?, timezone=?, heard=?, counter=?, rich_cards=?, seen_at=? WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AND respondents.turn = ?;
UPDATE assessments SET finished_at=?, finished_on=? WHERE assessments.respondent_id = (SELECT coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AS respondent_id) AND assessments.number = ? AND assessments.finished_at IS NULL;

-- A new self-check
UPDATE respondents SET language=?, turn=?, stage=?, assessment=?, mode=?, target=?, focus=?, origin=?, rechecking=?, reminders=?, timezone=?, heard=?, counter=?, rich_cards=?, seen_at=? WHERE respondents.id = coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AND respondents.turn = ?;
INSERT INTO assessments (respondent_id, number, edition, started_at) SELECT coalesce((SELECT respondents.id
FROM respondents
WHERE respondents.face = ? AND respondents.address = ?), (SELECT addresses.respondent_id
FROM addresses
WHERE addresses.face = ? AND addresses.address = ?)) AS respondent_id, ? AS number, ? AS edition, ? AS started_at
WHERE 1 = 1;
