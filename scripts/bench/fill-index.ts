import type { Client } from 'pg'

export interface IndexSize {
  readonly models: number
  readonly weights: number
  readonly submissions: number
}

/** Coprime with every size used here, so that the weights of a model are scattered over the table, as in a registry that has grown. */
const STRIDE = 7_919

/**
 * Fills an empty database with an index of the given size: names as the Hub has them, 32 layers, one weight in twenty with a report's class, one in
 * eight read at a commit, one in fifty published, one set a model, a claim a weight, one about a channel for one model in twenty. Bodies of records have the length of real ones (2 kB) and are not read. For benchmarks and for tests of plans.
 */
export async function fillIndex(client: Client, { models, weights, submissions }: IndexSize): Promise<void> {
  await client.query(
    `insert into models (repo, family, layers, parameters)
     select 'org' || i % 97 || '/model-' || i || '-hf', (array['llama', 'qwen2', 'mistral', 'gemma', 'olmo'])[1 + i % 7], case when i % 7 < 5 then 32 end,
            case when i % 7 < 5 then (array[5e8, 3e9, 7e9, 3e10, 7e10])[1 + i / 7 % 5]::bigint end
     from generate_series(1, $1::int) i`,
    [models],
  )
  await client.query(
    `insert into sources (key, citation, url, year) select 'source-' || i, 'Source ' || i, 'https://example.org/' || i, 2020 + i % 7 from generate_series(1, 300) i`,
  )
  await client.query(
    `with numbered as (select id, row_number() over (order by id) - 1 as n from models)
     insert into weights (model_id, "commit", tensor, "row", col, layer, output_channel, input_neuron, value, bits, dtype, shape, version, level, class, sources)
     select numbered.id, repeat('a', 40), 'model.layers.' || i % 32 || '.mlp.down_proj.weight', i, i, i % 32, i, i, 1.5, '3fc0', 'BF16', '{4096,11008}', 1,
            case when i % 20 = 0 then 2 when i % 8 = 0 then 1 else 0 end,
            case when i % 20 = 0 then (array['A', 'B', 'C', 'D'])[1 + i / 20 % 4] end,
            case when i % 50 = 0 then array['source-' || 1 + i / 50 % 300] else '{}' end
     from generate_series(1, $1::int) i join numbered on numbered.n = (i::bigint * ${STRIDE}) % $2::int`,
    [weights, models],
  )
  await client.query(
    `insert into weight_versions (weight_id, version, body, reason) select id, 1, jsonb_build_object('filler', repeat(md5(id::text), 64)), 'filled' from weights`,
  )
  await client.query(
    `insert into sets (model_id, "commit", key, version, level, class)
     select id, repeat('a', 40), md5(id::text), 1,
            case when id % 20 = 0 then 2 when id % 8 = 0 then 1 else 0 end,
            case when id % 20 = 0 then (array['B', 'C', 'D'])[1 + id / 20 % 3] end
     from models order by id`,
  )
  await client.query(
    `insert into set_versions (set_id, version, body, reason) select id, 1, jsonb_build_object('filler', repeat(md5(id::text), 64)), 'filled' from sets`,
  )
  await client.query(
    `insert into claims (key, origin, unit, model_id, layer, channel)
     select 'unit ' || id, 'literature', 'channel', id, 3, id % 4096 from models where id % 20 = 0`,
  )
  await client.query(
    `insert into claims (key, origin, model_id, weight_id) select 'weight ' || id, 'literature', model_id, id from weights`,
  )
  await client.query(
    `insert into claim_sources (claim_id, source_key, stance)
     select c.id, source, 'states'
     from claims c left join weights w on w.id = c.weight_id
     cross join lateral unnest(coalesce(w.sources, array['source-' || 1 + c.id % 300])) source`,
  )
  await client.query(`insert into accounts (handle) values ('filler') on conflict do nothing`)
  await client.query(
    `insert into submissions (account_id, repo, coordinates, reason)
     select (select id from accounts where handle = 'filler'), 'org' || i % 97 || '/model-' || i % $2::int || '-hf', '{1:2:3}', 'filled' from generate_series(1, $1::int) i`,
    [submissions, models],
  )
  await client.query('vacuum analyze')
}
