import { startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import request from 'supertest';
import { ServiceCentreModule } from '../../apps/service-centre/src/service-centre.module';

/**
 * What a stranger meets without a token: health, documentation, and problems with their media type.
 */
describe('the front door', () => {
  let app: TestInstallation;
  beforeAll(async () => {
    app = await startForTest(ServiceCentreModule);
  });
  afterAll(() => app.stop());

  it.each([
    ['/health/live', 'application/json'],
    ['/health/ready', 'application/json'],
    ['/metrics', 'text/plain'],
    ['/openapi.json', 'application/json'],
    ['/docs', 'text/html'],
    ['/', 'text/html'],
  ])('opens %s without a token', async (path, type) => {
    const response = await request(app.url).get(path).redirects(1).expect(200);
    expect(response.headers['content-type']).toContain(type);
  });

  it('tells a stranger nothing but that a token is needed', async () => {
    const response = await request(app.url).get('/cases').expect(401);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.headers['www-authenticate']).toContain('Bearer');
    expect(response.body).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('names the methods of a path that is asked for by another', async () => {
    const response = await request(app.url).put('/cases').expect(405);
    expect(String(response.headers['allow']).split(/, */)).toEqual(
      expect.arrayContaining(['GET', 'POST']),
    );
  });

  it('describes itself as OpenAPI 3.1', async () => {
    const { body } = await request(app.url).get('/openapi.json').expect(200);
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toContain('/cases/{id}/resolve');
  });
});
