-- Rows of a database at revision 0006, written by the program of that time from texts of our own.
-- Every value is text that SQLite and PostgreSQL read alike; load it after `alembic upgrade 0006`.

INSERT INTO "alert" ("id", "key", "kind", "created_at", "source_id", "source_name", "finding", "article_title", "article_url", "published", "unread", "message", "since", "details", "attainment", "subject") VALUES
('1', 'finding:84c79cc0110057e3f64b527e9edb9573', 'new_target', '2025-03-01 04:00:00.000000', 'ministry', '示例市人民政府', '{"finding":"target","quote":{"text":"上海市建成50个人工智能应用示范场景","start":37,"end":55,"rule":"target.count.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"人工智能应用示范场景","kind":"count","comparator":"=","values":["50"],"unit":"个","per":null},"deadline":{"start":"2027-01-01","end":"2027-12-31","precision":"year","text":"2027年","rule":"D1+sentence"},"region":"上海市","issuer":"上海市人民政府","strength":"stated"}', '人工智能产业发展情况之1', 'http://127.0.0.1/1.html', '2025-03-01', '[]', '', NULL, NULL, NULL, 'new_target:84c79cc0110057e3f64b527e9edb9573'),
('2', 'finding:de8684aa6e48d9a45044fe6eb7cb9c5f', 'new_target', '2025-03-01 04:00:00.000000', 'ministry', '示例市人民政府', '{"finding":"target","quote":{"text":"上海市智能算力规模突破100EFLOPS","start":8,"end":28,"rule":"target.level.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"智能算力规模","kind":"level","comparator":">","values":["100"],"unit":"EFLOPS","per":null},"deadline":{"start":"2026-12-31","end":"2026-12-31","precision":"year","text":"2026年底","rule":"D4.part+sentence"},"region":"上海市","issuer":"上海市人民政府","strength":"stated"}', '人工智能产业发展情况之1', 'http://127.0.0.1/1.html', '2025-03-01', '[]', '', NULL, NULL, NULL, 'new_target:de8684aa6e48d9a45044fe6eb7cb9c5f'),
('3', 'finding:59566d3417e951d70ac6dfee1831a453', 'new_progress', '2025-09-01 04:00:00.000000', 'ministry', '示例市人民政府', '{"finding":"progress","quote":{"text":"上海市智能算力规模达到60EFLOPS","start":11,"end":30,"rule":"progress.level.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"智能算力规模","kind":"level","comparator":">=","values":["60"],"unit":"EFLOPS","per":null},"as_of":{"start":null,"end":"2025-08-31","precision":"month","text":"2025年8月底","rule":"D2.month+sentence"},"region":"上海市","issuer":null}', '人工智能产业发展情况之3', 'http://127.0.0.1/3.html', '2025-09-01', '[]', '', NULL, '[["目标：智能算力规模 > 100EFLOPS（上海市，2026-12-31）","target de8684aa6e: 智能算力规模 > 100EFLOPS（上海市，2026-12-31）"]]', '60.0', 'new_progress:59566d3417e951d70ac6dfee1831a453'),
('4', 'changed:de8684aa6e48d9a45044fe6eb7cb9c5f:value:abc91ee490eda0fdf2b01fa4fff50ebc', 'target_revised', '2026-02-01 04:00:00.000000', 'ministry', '示例市人民政府', '{"finding":"target","quote":{"text":"上海市智能算力规模突破120EFLOPS","start":8,"end":28,"rule":"target.level.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"智能算力规模","kind":"level","comparator":">","values":["120"],"unit":"EFLOPS","per":null},"deadline":{"start":"2026-12-31","end":"2026-12-31","precision":"year","text":"2026年底","rule":"D4.part+sentence"},"region":"上海市","issuer":null,"strength":"stated"}', '人工智能产业发展情况之4', 'http://127.0.0.1/4.html', '2026-02-01', '[]', '', NULL, '[["数值：> 100EFLOPS → > 120EFLOPS","value: > 100EFLOPS → > 120EFLOPS"]]', NULL, 'target_revised:de8684aa6e48d9a45044fe6eb7cb9c5f:value:abc91ee490eda0fdf2b01fa4fff50ebc'),
('5', 'finding:bc8d92cd6fe17da84963be81911c0e87', 'new_progress', '2026-11-01 04:00:00.000000', 'ministry', '示例市人民政府', '{"finding":"progress","quote":{"text":"上海市智能算力规模达到125EFLOPS","start":12,"end":32,"rule":"progress.level.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"智能算力规模","kind":"level","comparator":">=","values":["125"],"unit":"EFLOPS","per":null},"as_of":{"start":null,"end":"2026-10-31","precision":"month","text":"2026年10月底","rule":"D2.month+sentence"},"region":"上海市","issuer":null}', '人工智能产业发展情况之5', 'http://127.0.0.1/5.html', '2026-11-01', '[]', '', NULL, '[["目标：智能算力规模 > 120EFLOPS（上海市，2026-12-31）","target de8684aa6e: 智能算力规模 > 120EFLOPS（上海市，2026-12-31）"],["进度：完成108.3%，时间过去87.5%（不落后）","pace: 108.3% of the way in 87.5% of the time (on pace)"]]', '104.2', 'new_progress:bc8d92cd6fe17da84963be81911c0e87'),
('6', 'proposal:met:de8684aa6e48d9a45044fe6eb7cb9c5f:bc8d92cd6fe17da84963be81911c0e87', 'status_proposal', '2026-11-01 04:00:00.000000', 'ministry', '示例市人民政府', '{"finding":"progress","quote":{"text":"上海市智能算力规模达到125EFLOPS","start":12,"end":32,"rule":"progress.level.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"智能算力规模","kind":"level","comparator":">=","values":["125"],"unit":"EFLOPS","per":null},"as_of":{"start":null,"end":"2026-10-31","precision":"month","text":"2026年10月底","rule":"D2.month+sentence"},"region":"上海市","issuer":null}', '人工智能产业发展情况之5', 'http://127.0.0.1/5.html', '2026-11-01', '[]', '', NULL, '[["目标：智能算力规模 > 120EFLOPS（上海市，2026-12-31）","target de8684aa6e: 智能算力规模 > 120EFLOPS（上海市，2026-12-31）"],["建议：已完成（把握 93%）","proposed: met (93% sure)"],["monitor target accept de8684aa6e · monitor target reject de8684aa6e","monitor target accept de8684aa6e · monitor target reject de8684aa6e"]]', NULL, 'status_proposal:met:de8684aa6e48d9a45044fe6eb7cb9c5f:bc8d92cd6fe17da84963be81911c0e87'),
('7', 'finding:de0895c38c94cf09078155eba9aefcc4', 'new_measure', '2025-04-01 04:00:00.000000', 'ministry', '示例市人民政府', '{"finding":"measure","quote":{"text":"上海市人民政府印发《上海市人工智能应用行动方案》（沪府发〔2025〕9号）。","start":0,"end":38,"rule":"measure.own","confidence":0.98,"in_scope":true,"topics":["ai_plus"]},"name":"上海市人工智能应用行动方案","kind":"方案","stage":"issued","document_number":null,"issuers":["上海市人民政府"],"region":"上海市","themes":[]}', '上海市人民政府关于印发《上海市人工智能应用行动方案》的通知', 'http://127.0.0.1/6.html', '2025-04-01', '[]', '', NULL, NULL, NULL, 'new_measure:de0895c38c94cf09078155eba9aefcc4'),
('8', 'finding:711065dcdd9c1a2086e8f1c4cdc0e39f', 'new_target', '2025-04-03 04:00:00.000000', 'press', '示例日报', '{"finding":"target","quote":{"text":"上海市人工智能企业数量达到6000家","start":25,"end":43,"rule":"target.count.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"人工智能企业数量","kind":"count","comparator":">=","values":["6000"],"unit":"家","per":null},"deadline":{"start":"2028-01-01","end":"2028-12-31","precision":"year","text":"2028年","rule":"D1+sentence"},"region":"上海市","issuer":null,"strength":"stated"}', '人工智能产业发展情况之7', 'http://127.0.0.1/7.html', '2025-04-03', '[]', '', NULL, NULL, NULL, 'new_target:711065dcdd9c1a2086e8f1c4cdc0e39f'),
('9', 'finding:2d22cfc4fc7c7c09b27c48014bda4d43', 'new_progress', '2026-06-01 04:00:00.000000', 'press', '示例日报', '{"finding":"progress","quote":{"text":"上海市人工智能企业达到4500家","start":11,"end":27,"rule":"progress.count.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"人工智能企业","kind":"count","comparator":">=","values":["4500"],"unit":"家","per":null},"as_of":{"start":null,"end":"2026-05-31","precision":"month","text":"2026年5月底","rule":"D2.month+sentence"},"region":"上海市","issuer":null}', '人工智能产业发展情况之8', 'http://127.0.0.1/8.html', '2026-06-01', '[]', '', NULL, '[["目标：人工智能企业数量 ≥ 6000家（上海市，2028-12-31）","target 711065dcdd: 人工智能企业数量 ≥ 6,000家（上海市，2028-12-31）"]]', '75.0', 'new_progress:2d22cfc4fc7c7c09b27c48014bda4d43'),
('10', 'finding:66698a2d6d01c617b74b57eb8749a3cf', 'new_progress', '2026-06-01 04:00:00.000000', 'ministry', '示例市人民政府', '{"finding":"progress","quote":{"text":"上海市建成人工智能应用示范场景30个","start":11,"end":29,"rule":"progress.count.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"人工智能应用示范场景","kind":"count","comparator":"=","values":["30"],"unit":"个","per":null},"as_of":{"start":null,"end":"2026-05-31","precision":"month","text":"2026年5月底","rule":"D2.month+sentence"},"region":"上海市","issuer":null}', '人工智能产业发展情况之9', 'http://127.0.0.1/9.html', '2026-06-01', '[]', '', NULL, '[["目标：人工智能应用示范场景 50个（上海市，2027-12-31）","target 84c79cc011: 人工智能应用示范场景 50个（上海市，2027-12-31）"]]', '60.0', 'new_progress:66698a2d6d01c617b74b57eb8749a3cf'),
('11', 'finding:d0a93a2066209db8de9b4eae32e6b5e1', 'new_target', '2025-03-02 04:00:00.000000', 'press', '示例日报', '{"finding":"target","quote":{"text":"全国智能算力规模突破1000EFLOPS","start":8,"end":28,"rule":"target.level.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"智能算力规模","kind":"level","comparator":">","values":["1000"],"unit":"EFLOPS","per":null},"deadline":{"start":"2026-12-31","end":"2026-12-31","precision":"year","text":"2026年底","rule":"D4.part+sentence"},"region":"全国","issuer":null,"strength":"stated"}', '人工智能产业发展情况之10', 'http://127.0.0.1/10.html', '2025-03-02', '[]', '', NULL, NULL, NULL, 'new_target:d0a93a2066209db8de9b4eae32e6b5e1'),
('12', 'milestone:d0a93a2066209db8de9b4eae32e6b5e1:2026-12-31-90', 'milestone', '2026-11-02 04:00:00.000000', 'deadlines', '', '{"finding":"target","quote":{"text":"全国智能算力规模突破1000EFLOPS","start":8,"end":28,"rule":"target.level.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"智能算力规模","kind":"level","comparator":">","values":["1000"],"unit":"EFLOPS","per":null},"deadline":{"start":"2026-12-31","end":"2026-12-31","precision":"year","text":"2026年底","rule":"D4.part+sentence"},"region":"全国","issuer":null,"strength":"stated"}', '人工智能产业发展情况之10', 'http://127.0.0.1/10.html', '2025-03-02', '[]', '', NULL, '[["距期限90天","90 days to the deadline"],["迟发（应于2026-10-02）；一并代替：+180","late (was due on 2026-10-02); stands also for +180"],["“2026年底”, a part of a year, counted from the year of publication, in the same sentence → 2026-12-31","by the end of 2026"]]', NULL, ''),
('13', 'milestone:de8684aa6e48d9a45044fe6eb7cb9c5f:2026-12-31-90', 'milestone', '2026-11-02 04:00:00.000000', 'deadlines', '上海市人民政府', '{"finding":"target","quote":{"text":"上海市智能算力规模突破120EFLOPS","start":8,"end":28,"rule":"target.level.period+sentence","confidence":0.93,"in_scope":true,"topics":["ai_plus"]},"amount":{"metric":"智能算力规模","kind":"level","comparator":">","values":["120"],"unit":"EFLOPS","per":null},"deadline":{"start":"2026-12-31","end":"2026-12-31","precision":"year","text":"2026年底","rule":"D4.part+sentence"},"region":"上海市","issuer":null,"strength":"stated"}', '人工智能产业发展情况之4', 'http://127.0.0.1/4.html', '2026-02-01', '[]', '', NULL, '[["距期限90天","90 days to the deadline"],["迟发（应于2026-10-02）；一并代替：+180","late (was due on 2026-10-02); stands also for +180"],["“2026年底”, a part of a year, counted from the year of publication, in the same sentence → 2026-12-31","by the end of 2026"]]', NULL, '');

INSERT INTO "article" ("etag", "last_modified", "body_hash", "id", "url", "source_id", "title", "kind", "published", "made_on", "issuer", "document_number", "source", "relevant", "content_hash", "first_seen_at", "read_at") VALUES
(NULL, NULL, NULL, '1', 'http://127.0.0.1/1.html', 'ministry', '人工智能产业发展情况之1', 'article', '2025-03-01', NULL, '上海市人民政府', NULL, NULL, '1', '66ad989d338980bd13db26091d3e31e0a8ffa49f32c365c71c1b3827aac05725', '2025-03-01 04:00:00.000000', '2025-03-01 04:00:00.000000'),
(NULL, NULL, NULL, '2', 'http://127.0.0.1/2.html', 'press', '人工智能产业发展情况之2', 'article', '2025-03-05', NULL, NULL, NULL, NULL, '1', 'e79a3e6dd49b255baa841e644ee04064b99be2908d1d86a7fdad0c618f49c662', '2025-03-05 04:00:00.000000', '2025-03-05 04:00:00.000000'),
(NULL, NULL, NULL, '3', 'http://127.0.0.1/3.html', 'ministry', '人工智能产业发展情况之3', 'article', '2025-09-01', NULL, NULL, NULL, NULL, '1', 'd2725f2c64ad363f8f6eb5a7546c74d2d35beb889cf12747bcd091d8d3133b41', '2025-09-01 04:00:00.000000', '2025-09-01 04:00:00.000000'),
(NULL, NULL, NULL, '4', 'http://127.0.0.1/4.html', 'ministry', '人工智能产业发展情况之4', 'article', '2026-02-01', NULL, NULL, NULL, NULL, '1', '1de39e696390918e0bac60ea2a4d683d99016b3f88fca17873dc270caae81cb2', '2026-02-01 04:00:00.000000', '2026-02-01 04:00:00.000000'),
(NULL, NULL, NULL, '5', 'http://127.0.0.1/5.html', 'ministry', '人工智能产业发展情况之5', 'article', '2026-11-01', NULL, NULL, NULL, NULL, '1', 'f4af66cbd8b558ea3bb2edb46e84161292b81b99e3c2a4974edbedf072702d76', '2026-11-01 04:00:00.000000', '2026-11-01 04:00:00.000000'),
(NULL, NULL, NULL, '6', 'http://127.0.0.1/6.html', 'ministry', '上海市人民政府关于印发《上海市人工智能应用行动方案》的通知', 'article', '2025-04-01', NULL, '上海市人民政府', NULL, NULL, '1', '8bdfce65844285f42769511ac82c8ec9984a5f55c81c54b1324610b9011172ad', '2025-04-01 04:00:00.000000', '2025-04-01 04:00:00.000000'),
(NULL, NULL, NULL, '7', 'http://127.0.0.1/7.html', 'press', '人工智能产业发展情况之7', 'article', '2025-04-03', NULL, NULL, NULL, NULL, '1', '7df0dfabedae6f6eaaf031cccbec7b59a2163b50ce843877400119194ebaf788', '2025-04-03 04:00:00.000000', '2025-04-03 04:00:00.000000'),
(NULL, NULL, NULL, '8', 'http://127.0.0.1/8.html', 'press', '人工智能产业发展情况之8', 'article', '2026-06-01', NULL, NULL, NULL, NULL, '1', '08b85bb3cbdf9c8195c786db7e3a690c1174fb984bfefdad82af8d38d4ec096a', '2026-06-01 04:00:00.000000', '2026-06-01 04:00:00.000000'),
(NULL, NULL, NULL, '9', 'http://127.0.0.1/9.html', 'ministry', '人工智能产业发展情况之9', 'article', '2026-06-01', NULL, NULL, NULL, NULL, '1', '65f4dfc8f732b765194eb8afaf38d4f606136ab0243cd1de5a7de5c793212af3', '2026-06-01 04:00:00.000000', '2026-06-01 04:00:00.000000'),
(NULL, NULL, NULL, '10', 'http://127.0.0.1/10.html', 'press', '人工智能产业发展情况之10', 'article', '2025-03-02', NULL, NULL, NULL, NULL, '1', '9438c5ae17f50e677cd234fc36f61da7d85b13a866018dbe4d7e0e401d5c223f', '2025-03-02 04:00:00.000000', '2025-03-02 04:00:00.000000');

INSERT INTO "audit" ("id", "at", "by", "subject", "aspect", "old", "new", "why", "evidence") VALUES
('1', '2025-03-01 04:00:00.000000', 'rule', '84c79cc0110057e3f64b527e9edb9573', 'target', '', '= 50个', 'first stated', '84c79cc0110057e3f64b527e9edb9573'),
('2', '2025-03-01 04:00:00.000000', 'rule', 'de8684aa6e48d9a45044fe6eb7cb9c5f', 'target', '', '> 100EFLOPS', 'first stated', 'de8684aa6e48d9a45044fe6eb7cb9c5f'),
('3', '2025-09-01 04:00:00.000000', 'rule', 'de8684aa6e48d9a45044fe6eb7cb9c5f', 'figure', '', '>= 60EFLOPS (2025-08-31)', 'score 0.90', '59566d3417e951d70ac6dfee1831a453'),
('4', '2026-02-01 04:00:00.000000', 'rule', 'de8684aa6e48d9a45044fe6eb7cb9c5f', 'value', '> 100EFLOPS', '> 120EFLOPS', 'stated anew', 'abc91ee490eda0fdf2b01fa4fff50ebc'),
('5', '2026-11-01 04:00:00.000000', 'rule', 'de8684aa6e48d9a45044fe6eb7cb9c5f', 'figure', '', '>= 125EFLOPS (2026-10-31)', 'score 0.90', 'bc8d92cd6fe17da84963be81911c0e87'),
('6', '2025-04-01 04:00:00.000000', 'rule', 'de0895c38c94cf09078155eba9aefcc4', 'measure', '', '上海市人工智能应用行动方案', 'first stated', 'de0895c38c94cf09078155eba9aefcc4'),
('7', '2025-04-03 04:00:00.000000', 'rule', '711065dcdd9c1a2086e8f1c4cdc0e39f', 'target', '', '>= 6000家', 'first stated', '711065dcdd9c1a2086e8f1c4cdc0e39f'),
('8', '2026-06-01 04:00:00.000000', 'rule', '711065dcdd9c1a2086e8f1c4cdc0e39f', 'figure', '', '>= 4500家 (2026-05-31)', 'score 0.84', '2d22cfc4fc7c7c09b27c48014bda4d43'),
('9', '2026-06-01 04:00:00.000000', 'rule', '84c79cc0110057e3f64b527e9edb9573', 'figure', '', '= 30个 (2026-05-31)', 'score 0.90', '66698a2d6d01c617b74b57eb8749a3cf'),
('10', '2025-03-02 04:00:00.000000', 'rule', 'd0a93a2066209db8de9b4eae32e6b5e1', 'target', '', '> 1000EFLOPS', 'first stated', 'd0a93a2066209db8de9b4eae32e6b5e1'),
('11', '2025-03-02 04:00:00.000000', 'rule', 'de8684aa6e48d9a45044fe6eb7cb9c5f', 'part of', '', 'd0a93a2066209db8de9b4eae32e6b5e1', 'narrower region', 'd0a93a2066209db8de9b4eae32e6b5e1'),
('12', '2026-11-10 04:00:00.000000', '王五', '84c79cc0110057e3f64b527e9edb9573', 'edit values', '50', '60', '更正', ''),
('13', '2026-11-11 04:00:00.000000', '王五', '84c79cc0110057e3f64b527e9edb9573', 'reopen', '', '', '', '');

INSERT INTO "decision" ("id", "kind", "target", "by", "at", "reason", "proposal", "finding", "slot", "value", "status") VALUES
('1', 'edit', '84c79cc0110057e3f64b527e9edb9573', '王五', '2026-11-10 04:00:00.000000', '更正', NULL, '', 'values', '60', NULL),
('2', 'reopen', '84c79cc0110057e3f64b527e9edb9573', '王五', '2026-11-11 04:00:00.000000', '', NULL, '', '', '', NULL);

INSERT INTO "facet" ("kind", "name", "value", "owner_id") VALUES
('measure', 'issuer', '上海市人民政府', '3'),
('measure', 'region', '上海市', '3'),
('measure', 'theme', 'ai_plus', '3'),
('progress', 'issuer', '上海市人民政府', '4'),
('progress', 'issuer', '上海市人民政府', '6'),
('progress', 'issuer', '上海市人民政府', '10'),
('progress', 'region', '上海市', '4'),
('progress', 'region', '上海市', '6'),
('progress', 'region', '上海市', '9'),
('progress', 'region', '上海市', '10'),
('progress', 'theme', 'ai_plus', '4'),
('progress', 'theme', 'ai_plus', '6'),
('progress', 'theme', 'ai_plus', '9'),
('progress', 'theme', 'ai_plus', '10'),
('target', 'issuer', '上海市人民政府', '1'),
('target', 'issuer', '上海市人民政府', '2'),
('target', 'region', '上海市', '1'),
('target', 'region', '上海市', '2'),
('target', 'region', '上海市', '4'),
('target', 'region', '全国', '5'),
('target', 'theme', 'ai_plus', '1'),
('target', 'theme', 'ai_plus', '2'),
('target', 'theme', 'ai_plus', '4'),
('target', 'theme', 'ai_plus', '5');

INSERT INTO "finding" ("id", "fingerprint", "kind", "first_seen_at") VALUES
('1', '84c79cc0110057e3f64b527e9edb9573', 'target', '2025-03-01 04:00:00.000000'),
('2', 'de8684aa6e48d9a45044fe6eb7cb9c5f', 'target', '2025-03-01 04:00:00.000000'),
('3', '59566d3417e951d70ac6dfee1831a453', 'progress', '2025-09-01 04:00:00.000000'),
('4', 'abc91ee490eda0fdf2b01fa4fff50ebc', 'target', '2026-02-01 04:00:00.000000'),
('5', 'bc8d92cd6fe17da84963be81911c0e87', 'progress', '2026-11-01 04:00:00.000000'),
('6', 'de0895c38c94cf09078155eba9aefcc4', 'measure', '2025-04-01 04:00:00.000000'),
('7', '711065dcdd9c1a2086e8f1c4cdc0e39f', 'target', '2025-04-03 04:00:00.000000'),
('8', '2d22cfc4fc7c7c09b27c48014bda4d43', 'progress', '2026-06-01 04:00:00.000000'),
('9', '66698a2d6d01c617b74b57eb8749a3cf', 'progress', '2026-06-01 04:00:00.000000'),
('10', 'd0a93a2066209db8de9b4eae32e6b5e1', 'target', '2025-03-02 04:00:00.000000');

INSERT INTO "heartbeat" ("name", "at") VALUES
('milestones', '2026-11-02 04:00:00.000000');

INSERT INTO "milestone" ("fingerprint", "mark", "sent_at") VALUES
('d0a93a2066209db8de9b4eae32e6b5e1', '2026-12-31-180', '2026-11-02 04:00:00.000000'),
('d0a93a2066209db8de9b4eae32e6b5e1', '2026-12-31-90', '2026-11-02 04:00:00.000000'),
('de8684aa6e48d9a45044fe6eb7cb9c5f', '2026-12-31-180', '2026-11-02 04:00:00.000000'),
('de8684aa6e48d9a45044fe6eb7cb9c5f', '2026-12-31-90', '2026-11-02 04:00:00.000000');

INSERT INTO "article_version" ("id", "article_id", "content_hash", "title", "document_number", "blocks", "attachments", "relevance", "recorded_at") VALUES
('1', '1', '66ad989d338980bd13db26091d3e31e0a8ffa49f32c365c71c1b3827aac05725', '人工智能产业发展情况之1', NULL, '[["到2026年底，上海市智能算力规模突破100EFLOPS。","paragraph",0],["到2027年，上海市建成50个人工智能应用示范场景。","paragraph",0]]', '[]', '[["ai_plus",2.0,true,["人工智能","算力"]]]', '2025-03-01 04:00:00.000000'),
('2', '2', 'e79a3e6dd49b255baa841e644ee04064b99be2908d1d86a7fdad0c618f49c662', '人工智能产业发展情况之2', NULL, '[["上海市提出，到2026年底，上海市智能算力规模将超过100EFLOPS。","paragraph",0]]', '[]', '[["ai_plus",2.0,true,["人工智能","算力"]]]', '2025-03-05 04:00:00.000000'),
('3', '3', 'd2725f2c64ad363f8f6eb5a7546c74d2d35beb889cf12747bcd091d8d3133b41', '人工智能产业发展情况之3', NULL, '[["截至2025年8月底，上海市智能算力规模达到60EFLOPS。","paragraph",0]]', '[]', '[["ai_plus",2.0,true,["人工智能","算力"]]]', '2025-09-01 04:00:00.000000'),
('4', '4', '1de39e696390918e0bac60ea2a4d683d99016b3f88fca17873dc270caae81cb2', '人工智能产业发展情况之4', NULL, '[["到2026年底，上海市智能算力规模突破120EFLOPS。","paragraph",0]]', '[]', '[["ai_plus",2.0,true,["人工智能","算力"]]]', '2026-02-01 04:00:00.000000'),
('5', '5', 'f4af66cbd8b558ea3bb2edb46e84161292b81b99e3c2a4974edbedf072702d76', '人工智能产业发展情况之5', NULL, '[["截至2026年10月底，上海市智能算力规模达到125EFLOPS。","paragraph",0]]', '[]', '[["ai_plus",2.0,true,["人工智能","算力"]]]', '2026-11-01 04:00:00.000000'),
('6', '6', '8bdfce65844285f42769511ac82c8ec9984a5f55c81c54b1324610b9011172ad', '上海市人民政府关于印发《上海市人工智能应用行动方案》的通知', NULL, '[["上海市人民政府印发《上海市人工智能应用行动方案》（沪府发〔2025〕9号）。","paragraph",0]]', '[]', '[["ai_plus",1.0,true,["人工智能"]]]', '2025-04-01 04:00:00.000000'),
('7', '7', '7df0dfabedae6f6eaaf031cccbec7b59a2163b50ce843877400119194ebaf788', '人工智能产业发展情况之7', NULL, '[["根据《上海市人工智能应用行动方案》，到2028年，上海市人工智能企业数量达到6000家。","paragraph",0]]', '[]', '[["ai_plus",1.0,true,["人工智能"]]]', '2025-04-03 04:00:00.000000'),
('8', '8', '08b85bb3cbdf9c8195c786db7e3a690c1174fb984bfefdad82af8d38d4ec096a', '人工智能产业发展情况之8', NULL, '[["截至2026年5月底，上海市人工智能企业达到4500家。","paragraph",0]]', '[]', '[["ai_plus",1.0,true,["人工智能"]]]', '2026-06-01 04:00:00.000000'),
('9', '9', '65f4dfc8f732b765194eb8afaf38d4f606136ab0243cd1de5a7de5c793212af3', '人工智能产业发展情况之9', NULL, '[["截至2026年5月底，上海市建成人工智能应用示范场景30个。","paragraph",0]]', '[]', '[["ai_plus",1.0,true,["人工智能"]]]', '2026-06-01 04:00:00.000000'),
('10', '10', '9438c5ae17f50e677cd234fc36f61da7d85b13a866018dbe4d7e0e401d5c223f', '人工智能产业发展情况之10', NULL, '[["到2026年底，全国智能算力规模突破1000EFLOPS。","paragraph",0]]', '[]', '[["ai_plus",2.0,true,["人工智能","算力"]]]', '2025-03-02 04:00:00.000000');

INSERT INTO "link" ("id", "source_id", "url", "title", "published", "kind", "document_number", "issuer", "dated_by_address", "state", "position", "found_at", "tries", "next_try_at", "error", "article_id") VALUES
('1', 'ministry', 'http://127.0.0.1/1.html', '人工智能产业发展情况之1', '2025-03-01', 'article', NULL, '上海市人民政府', '0', 'recorded', '0', '2025-03-01 04:00:00.000000', '0', NULL, '', '1'),
('2', 'press', 'http://127.0.0.1/2.html', '人工智能产业发展情况之2', '2025-03-05', 'article', NULL, NULL, '0', 'recorded', '0', '2025-03-05 04:00:00.000000', '0', NULL, '', '2'),
('3', 'ministry', 'http://127.0.0.1/3.html', '人工智能产业发展情况之3', '2025-09-01', 'article', NULL, NULL, '0', 'recorded', '0', '2025-09-01 04:00:00.000000', '0', NULL, '', '3'),
('4', 'ministry', 'http://127.0.0.1/4.html', '人工智能产业发展情况之4', '2026-02-01', 'article', NULL, NULL, '0', 'recorded', '0', '2026-02-01 04:00:00.000000', '0', NULL, '', '4'),
('5', 'ministry', 'http://127.0.0.1/5.html', '人工智能产业发展情况之5', '2026-11-01', 'article', NULL, NULL, '0', 'recorded', '0', '2026-11-01 04:00:00.000000', '0', NULL, '', '5'),
('6', 'ministry', 'http://127.0.0.1/6.html', '上海市人民政府关于印发《上海市人工智能应用行动方案》的通知', '2025-04-01', 'article', NULL, '上海市人民政府', '0', 'recorded', '0', '2025-04-01 04:00:00.000000', '0', NULL, '', '6'),
('7', 'press', 'http://127.0.0.1/7.html', '人工智能产业发展情况之7', '2025-04-03', 'article', NULL, NULL, '0', 'recorded', '0', '2025-04-03 04:00:00.000000', '0', NULL, '', '7'),
('8', 'press', 'http://127.0.0.1/8.html', '人工智能产业发展情况之8', '2026-06-01', 'article', NULL, NULL, '0', 'recorded', '0', '2026-06-01 04:00:00.000000', '0', NULL, '', '8'),
('9', 'ministry', 'http://127.0.0.1/9.html', '人工智能产业发展情况之9', '2026-06-01', 'article', NULL, NULL, '0', 'recorded', '0', '2026-06-01 04:00:00.000000', '0', NULL, '', '9'),
('10', 'press', 'http://127.0.0.1/10.html', '人工智能产业发展情况之10', '2025-03-02', 'article', NULL, NULL, '0', 'recorded', '0', '2025-03-02 04:00:00.000000', '0', NULL, '', '10');

INSERT INTO "measure" ("finding_id", "name", "kind", "stage", "document_number", "issuers", "region", "themes") VALUES
('6', '上海市人工智能应用行动方案', '方案', 'issued', NULL, '["上海市人民政府"]', '上海市', '[]');

INSERT INTO "progress" ("metric", "metric_kind", "comparator", "numbers", "unit", "per", "region", "issuer", "finding_id", "as_of_start", "as_of_end", "as_of_precision", "as_of_text", "as_of_rule") VALUES
('人工智能企业', 'count', '>=', '["4500"]', '家', NULL, '上海市', NULL, '8', NULL, '2026-05-31', 'month', '2026年5月底', 'D2.month+sentence'),
('人工智能应用示范场景', 'count', '=', '["30"]', '个', NULL, '上海市', NULL, '9', NULL, '2026-05-31', 'month', '2026年5月底', 'D2.month+sentence'),
('智能算力规模', 'level', '>=', '["60"]', 'EFLOPS', NULL, '上海市', NULL, '3', NULL, '2025-08-31', 'month', '2025年8月底', 'D2.month+sentence'),
('智能算力规模', 'level', '>=', '["125"]', 'EFLOPS', NULL, '上海市', NULL, '5', NULL, '2026-10-31', 'month', '2026年10月底', 'D2.month+sentence');

INSERT INTO "target" ("metric", "metric_kind", "comparator", "numbers", "unit", "per", "region", "issuer", "finding_id", "strength", "deadline_start", "deadline_end", "deadline_precision", "deadline_text", "deadline_rule") VALUES
('人工智能企业数量', 'count', '>=', '["6000"]', '家', NULL, '上海市', NULL, '7', 'stated', '2028-01-01', '2028-12-31', 'year', '2028年', 'D1+sentence'),
('人工智能应用示范场景', 'count', '=', '["50"]', '个', NULL, '上海市', '上海市人民政府', '1', 'stated', '2027-01-01', '2027-12-31', 'year', '2027年', 'D1+sentence'),
('智能算力规模', 'level', '>', '["100"]', 'EFLOPS', NULL, '上海市', '上海市人民政府', '2', 'stated', '2026-12-31', '2026-12-31', 'year', '2026年底', 'D4.part+sentence'),
('智能算力规模', 'level', '>', '["120"]', 'EFLOPS', NULL, '上海市', NULL, '4', 'stated', '2026-12-31', '2026-12-31', 'year', '2026年底', 'D4.part+sentence'),
('智能算力规模', 'level', '>', '["1000"]', 'EFLOPS', NULL, '全国', NULL, '10', 'stated', '2026-12-31', '2026-12-31', 'year', '2026年底', 'D4.part+sentence');

INSERT INTO "mention" ("quote", "quote_start", "quote_end", "id", "finding_id", "version_id", "rule", "confidence", "in_scope", "topics") VALUES
('上海市人工智能企业数量达到6000家', '25', '43', '8', '7', '7', 'target.count.period+sentence', '0.93', '1', '["ai_plus"]'),
('上海市人工智能企业达到4500家', '11', '27', '9', '8', '8', 'progress.count.period+sentence', '0.93', '1', '["ai_plus"]'),
('上海市人民政府印发《上海市人工智能应用行动方案》（沪府发〔2025〕9号）。', '0', '38', '7', '6', '6', 'measure.own', '0.98', '1', '["ai_plus"]'),
('上海市建成50个人工智能应用示范场景', '37', '55', '2', '1', '1', 'target.count.period+sentence', '0.93', '1', '["ai_plus"]'),
('上海市建成人工智能应用示范场景30个', '11', '29', '10', '9', '9', 'progress.count.period+sentence', '0.93', '1', '["ai_plus"]'),
('上海市智能算力规模将超过100EFLOPS', '14', '35', '3', '2', '2', 'target.level.clause+sentence', '0.93', '1', '["ai_plus"]'),
('上海市智能算力规模突破100EFLOPS', '8', '28', '1', '2', '1', 'target.level.period+sentence', '0.93', '1', '["ai_plus"]'),
('上海市智能算力规模突破120EFLOPS', '8', '28', '5', '4', '4', 'target.level.period+sentence', '0.93', '1', '["ai_plus"]'),
('上海市智能算力规模达到125EFLOPS', '12', '32', '6', '5', '5', 'progress.level.period+sentence', '0.93', '1', '["ai_plus"]'),
('上海市智能算力规模达到60EFLOPS', '11', '30', '4', '3', '3', 'progress.level.period+sentence', '0.93', '1', '["ai_plus"]'),
('全国智能算力规模突破1000EFLOPS', '8', '28', '11', '10', '10', 'target.level.period+sentence', '0.93', '1', '["ai_plus"]');

INSERT INTO "statement" ("id", "finding_id", "article_id", "mention_id", "kind", "published", "seen_at", "page_issuer", "wider", "plans", "stands", "life_id") VALUES
('1', '1', '1', '2', 'target', '2025-03-01', '2025-03-01 04:00:00.000000', '上海市人民政府', '["全国"]', '[]', '1', '1'),
('2', '2', '1', '1', 'target', '2025-03-01', '2025-03-01 04:00:00.000000', '上海市人民政府', '["全国"]', '[]', '1', '2'),
('3', '2', '2', '3', 'target', '2025-03-05', '2025-03-05 04:00:00.000000', NULL, '["全国"]', '[]', '1', '2'),
('4', '3', '3', '4', 'progress', '2025-09-01', '2025-09-01 04:00:00.000000', '上海市人民政府', '["全国"]', '[]', '1', NULL),
('5', '4', '4', '5', 'target', '2026-02-01', '2026-02-01 04:00:00.000000', '上海市人民政府', '["全国"]', '[]', '1', '2'),
('6', '5', '5', '6', 'progress', '2026-11-01', '2026-11-01 04:00:00.000000', '上海市人民政府', '["全国"]', '[]', '1', NULL),
('7', '6', '6', '7', 'measure', '2025-04-01', '2025-04-01 04:00:00.000000', '上海市人民政府', '["全国"]', '["上海市人工智能应用行动方案"]', '1', '3'),
('8', '7', '7', '8', 'target', '2025-04-03', '2025-04-03 04:00:00.000000', NULL, '["全国"]', '["上海市人工智能应用行动方案"]', '1', '4'),
('9', '8', '8', '9', 'progress', '2026-06-01', '2026-06-01 04:00:00.000000', NULL, '["全国"]', '[]', '1', NULL),
('10', '9', '9', '10', 'progress', '2026-06-01', '2026-06-01 04:00:00.000000', '上海市人民政府', '["全国"]', '[]', '1', NULL),
('11', '10', '10', '11', 'target', '2025-03-02', '2025-03-02 04:00:00.000000', NULL, '[]', '[]', '1', '5');

INSERT INTO "life" ("id", "kind", "key", "series", "statement_id", "name", "issuer", "region", "themes", "in_scope", "stage", "settled", "status_since", "status_by", "evidence", "deadline_end", "due_from", "overdue_from", "published", "known_since", "updated_at", "goal", "observed_id", "attainment", "pace_way", "pace_time") VALUES
('1', 'target', '84c79cc0110057e3f64b527e9edb9573', 'count|stock||上海市|人场工应景智用示能范', '1', '人工智能应用示范场景', '上海市人民政府', '上海市', '["ai_plus"]', '1', '', 'open', NULL, 'rule', '', '2027-12-31', '2027-10-02', '2028-03-31', '2025-03-01', '2025-03-01 04:00:00.000000', '2026-11-10 04:00:00.000000', '{"key":"84c79cc0110057e3f64b527e9edb9573","series":"count|stock||上海市|人场工应景智用示能范","amount":{"metric":"人工智能应用示范场景","kind":"count","comparator":"=","values":["60"],"unit":"个","per":null},"deadline":{"start":"2027-01-01","end":"2027-12-31","precision":"year","text":"2027年","rule":"D1+sentence"},"region":"上海市","issuer":"上海市人民政府","published":"2025-03-01","plans":[]}', '10', '50.0', NULL, NULL),
('2', 'target', 'de8684aa6e48d9a45044fe6eb7cb9c5f', 'compute|stock||上海市|力智算能', '5', '智能算力规模', '上海市人民政府', '上海市', '["ai_plus"]', '1', '', 'open', NULL, 'rule', '', '2026-12-31', '2026-10-02', '2027-04-01', '2025-03-01', '2025-03-01 04:00:00.000000', '2026-11-01 04:00:00.000000', '{"key":"de8684aa6e48d9a45044fe6eb7cb9c5f","series":"compute|stock||上海市|力智算能","amount":{"metric":"智能算力规模","kind":"level","comparator":">","values":["120"],"unit":"EFLOPS","per":null},"deadline":{"start":"2026-12-31","end":"2026-12-31","precision":"year","text":"2026年底","rule":"D4.part+sentence"},"region":"上海市","issuer":"上海市人民政府","published":"2025-03-01","plans":[]}', '6', '104.2', '108.3', '87.5'),
('3', 'measure', 'de0895c38c94cf09078155eba9aefcc4', '', '7', '上海市人工智能应用行动方案', '上海市人民政府', '上海市', '["ai_plus"]', '1', 'issued', 'open', NULL, 'rule', '', NULL, NULL, NULL, '2025-04-01', '2025-04-01 04:00:00.000000', '2025-04-01 04:00:00.000000', NULL, NULL, NULL, NULL, NULL),
('4', 'target', '711065dcdd9c1a2086e8f1c4cdc0e39f', 'count|stock||上海市|业人企工智能', '8', '人工智能企业数量', NULL, '上海市', '["ai_plus"]', '1', '', 'open', NULL, 'rule', '', '2028-12-31', '2028-10-02', '2029-04-01', '2025-04-03', '2025-04-03 04:00:00.000000', '2026-06-01 04:00:00.000000', '{"key":"711065dcdd9c1a2086e8f1c4cdc0e39f","series":"count|stock||上海市|业人企工智能","amount":{"metric":"人工智能企业数量","kind":"count","comparator":">=","values":["6000"],"unit":"家","per":null},"deadline":{"start":"2028-01-01","end":"2028-12-31","precision":"year","text":"2028年","rule":"D1+sentence"},"region":"上海市","issuer":null,"published":"2025-04-03","plans":["上海市人工智能应用行动方案"]}', '9', '75.0', NULL, NULL),
('5', 'target', 'd0a93a2066209db8de9b4eae32e6b5e1', 'compute|stock||全国|力智算能', '11', '智能算力规模', NULL, '全国', '["ai_plus"]', '1', '', 'open', NULL, 'rule', '', '2026-12-31', '2026-10-02', '2027-04-01', '2025-03-02', '2025-03-02 04:00:00.000000', '2025-03-02 04:00:00.000000', '{"key":"d0a93a2066209db8de9b4eae32e6b5e1","series":"compute|stock||全国|力智算能","amount":{"metric":"智能算力规模","kind":"level","comparator":">","values":["1000"],"unit":"EFLOPS","per":null},"deadline":{"start":"2026-12-31","end":"2026-12-31","precision":"year","text":"2026年底","rule":"D4.part+sentence"},"region":"全国","issuer":null,"published":"2025-03-02","plans":[]}', NULL, NULL, NULL, NULL);

INSERT INTO "statement_key" ("key", "statement_id") VALUES
('measure:name:上海市人工智能应用行动方案', '7'),
('plan:上海市人工智能应用行动方案', '8'),
('progress:compute|stock|上海市|=力智算能', '4'),
('progress:compute|stock|上海市|=力智算能', '6'),
('progress:compute|stock|上海市|智能', '4'),
('progress:compute|stock|上海市|智能', '6'),
('progress:compute|stock|上海市|算力', '4'),
('progress:compute|stock|上海市|算力', '6'),
('progress:compute|stock|上海市|能算', '4'),
('progress:compute|stock|上海市|能算', '6'),
('progress:count|stock|上海市|=业人企工智能', '9'),
('progress:count|stock|上海市|=人场工应景智用示能范', '10'),
('progress:count|stock|上海市|人工', '9'),
('progress:count|stock|上海市|人工', '10'),
('progress:count|stock|上海市|企业', '9'),
('progress:count|stock|上海市|场景', '10'),
('progress:count|stock|上海市|工智', '9'),
('progress:count|stock|上海市|工智', '10'),
('progress:count|stock|上海市|应用', '10'),
('progress:count|stock|上海市|智能', '9'),
('progress:count|stock|上海市|智能', '10'),
('progress:count|stock|上海市|用示', '10'),
('progress:count|stock|上海市|示范', '10'),
('progress:count|stock|上海市|能企', '9'),
('progress:count|stock|上海市|能应', '10'),
('progress:count|stock|上海市|范场', '10'),
('target:figure:compute|stock||上海市|>100000|2026-12-31', '2'),
('target:figure:compute|stock||上海市|>100000|2026-12-31', '3'),
('target:figure:compute|stock||上海市|>120000|2026-12-31', '5'),
('target:figure:compute|stock||全国|>1000000|2026-12-31', '11'),
('target:figure:count|stock||上海市|>50|2027-12-31', '1'),
('target:figure:count|stock||上海市|>6000|2028-12-31', '8'),
('target:series:compute|stock||上海市|力智算能', '2'),
('target:series:compute|stock||上海市|力智算能', '3'),
('target:series:compute|stock||上海市|力智算能', '5'),
('target:series:compute|stock||全国|力智算能', '11'),
('target:series:count|stock||上海市|业人企工智能', '8'),
('target:series:count|stock||上海市|人场工应景智用示能范', '1');

INSERT INTO "goal_key" ("key", "life_id") VALUES
('compute|stock|上海市|=力智算能', '2'),
('compute|stock|上海市|智能', '2'),
('compute|stock|上海市|算力', '2'),
('compute|stock|上海市|能算', '2'),
('compute|stock|全国|=力智算能', '5'),
('compute|stock|全国|智能', '5'),
('compute|stock|全国|算力', '5'),
('compute|stock|全国|能算', '5'),
('count|stock|上海市|=业人企工智能', '4'),
('count|stock|上海市|=人场工应景智用示能范', '1'),
('count|stock|上海市|人工', '1'),
('count|stock|上海市|人工', '4'),
('count|stock|上海市|企业', '4'),
('count|stock|上海市|场景', '1'),
('count|stock|上海市|工智', '1'),
('count|stock|上海市|工智', '4'),
('count|stock|上海市|应用', '1'),
('count|stock|上海市|智能', '1'),
('count|stock|上海市|智能', '4'),
('count|stock|上海市|用示', '1'),
('count|stock|上海市|示范', '1'),
('count|stock|上海市|能企', '4'),
('count|stock|上海市|能应', '1'),
('count|stock|上海市|范场', '1'),
('done|上海市|=业人企工智能', '4'),
('done|上海市|=人场工应景智用示能范', '1'),
('done|上海市|=力智算能', '2'),
('done|全国|=力智算能', '5'),
('part|compute|stock|全国|=力智算能', '2'),
('part|count|stock|全国|=业人企工智能', '4'),
('part|count|stock|全国|=人场工应景智用示能范', '1');

INSERT INTO "observation" ("life_id", "statement_id") VALUES
('1', '10'),
('2', '4'),
('2', '6'),
('4', '9');

INSERT INTO "part" ("part_id", "whole_id", "score", "rule") VALUES
('2', '5', '0.9', 'narrower region');

INSERT INTO "progress_link" ("statement_id", "life_id", "waits", "why", "candidates") VALUES
('4', '2', '0', '', '[["de8684aa6e48d9a45044fe6eb7cb9c5f",0.9,1.0,1.0,1.0,0.0]]'),
('6', '2', '0', '', '[["de8684aa6e48d9a45044fe6eb7cb9c5f",0.9,1.0,1.0,1.0,0.0]]'),
('9', '4', '0', '', '[["711065dcdd9c1a2086e8f1c4cdc0e39f",0.84,1.0,0.7,1.0,0.0]]'),
('10', '1', '0', '', '[["84c79cc0110057e3f64b527e9edb9573",0.9,1.0,1.0,1.0,0.0]]');

INSERT INTO "proposal" ("id", "life_id", "kind", "evidence", "score", "rule", "since", "created_at") VALUES
('1', '2', 'met', 'bc8d92cd6fe17da84963be81911c0e87', '0.93', '> 120EFLOPS', '2026-10-31', '2026-11-01 04:00:00.000000');
