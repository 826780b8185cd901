import { thingsApp, type ThingsApp } from './things-app';

let things: ThingsApp;
beforeEach(async () => {
  things = await thingsApp();
});
afterEach(() => things.close());

const get = (url: string) => things.app.inject({ method: 'GET', url });

it('is alive at once, and ready when nothing is waited for', async () => {
  things.waiting.push('migrations', 'read-model:thing_list');
  expect((await get('/health/live')).statusCode).toBe(200);
  const waiting = await get('/health/ready');
  expect([waiting.statusCode, waiting.headers['retry-after']]).toEqual([503, '1']);
  expect(waiting.json().detail).toBe('Waiting for migrations, read-model:thing_list.');
  things.waiting.length = 0;
  expect((await get('/health/ready')).json()).toEqual({ status: 'ready' });
});

it('measures by route, never by address', async () => {
  await get('/things/secret-id');
  const { body } = await get('/metrics');
  expect(body).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/things\/:id",status="401"\} 1/,
  );
  expect(body).not.toContain('secret-id');
});

it('documents every route with its problems and its roles', async () => {
  const document = (await get('/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  const documented = things.routes
    .all()
    .filter(({ method, path }) => method !== 'HEAD' && !/^\/(docs|openapi)/.test(path));
  for (const { method, path, traits } of documented) {
    const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(operation.responses).toHaveProperty('400');
    expect(operation.security.length === 0).toBe(traits.public === true);
  }
  const rename = document.paths['/things/{id}/rename'].post;
  expect(rename.security).toEqual([
    { bearer: ['caseworker'] },
    { bearer: ['supervisor'] },
    { bearer: ['housing-officer'] },
  ]);
  const statuses = ['200', '201', '400', '401', '403', '404', '409', '412', '413', '415', '422'];
  expect(Object.keys(rename.responses)).toEqual(expect.arrayContaining(statuses));
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g);
  for (const [, kind = '', name = ''] of references)
    expect(document.components[kind]).toHaveProperty([name]);
});

it('serves the explorer from this host alone', async () => {
  const page = await get('/docs');
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  expect(page.body).not.toMatch(/https?:\/\//);
  const files = [...page.body.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, file]) => file);
  expect(files).toHaveLength(3);
  for (const file of files) expect((await get(file ?? '')).statusCode).toBe(200);
});
