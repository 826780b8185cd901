import { Module } from '@nestjs/common';
import { DevelopmentIssuer, keysInMemory, type Persona } from '@talentloop/access';
import { systemClock } from '@talentloop/event-sourcing';
import { createHttpApp, InstallationModule } from '@talentloop/http';
import { createSecretKey } from 'node:crypto';
import { Pool } from 'pg';
import { AuditModule, type OtherService } from '../http';
import type { FindJourney } from '../find-journey';
import { journeys } from '../journeys';
import { definition, type PermitLog, permits } from './permit';

const keys = keysInMemory();
const table = journeys([definition]);

/** The rows that the table of journeys would have, folded again for each question. */
const findIn =
  (log: PermitLog, service: string): FindJourney =>
  async (correlationId) => {
    const events = await log.codecs.decode(log.rows);
    return events.flatMap((event) => {
      const change = table.changeBy(event);
      const row = change?.fold(null, { key: event.id, data: event.data, event });
      return row?.correlationId === correlationId ? [{ service, ...row }] : [];
    });
  };

const asking =
  (url: string, issuer: DevelopmentIssuer) =>
  async (persona: Persona, path: string, body?: object) => {
    const authorization = `Bearer ${await issuer.issue(persona)}`;
    const answer = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

/** The audit interface over a log of permits, on a listening port. */
export const auditApp = async (
  log: PermitLog,
  service = 'permits-office',
  others: readonly OtherService[] = [],
) => {
  const issuer = await DevelopmentIssuer.open(keys, systemClock);
  const pool = new Pool({ max: 1 });
  const installation = InstallationModule.forRoot({
    pool,
    clock: systemClock,
    verifier: issuer.verifier(),
    secret: createSecretKey(Buffer.alloc(32, 7)),
    readiness: { waitingFor: () => [] },
  });
  const audited = {
    ...log.audited,
    service,
    categories: [permits],
    findJourney: findIn(log, service),
  };
  @Module({ imports: [installation, AuditModule.forRoot({ services: [audited], others })] })
  class Root {}
  const { app } = await createHttpApp(Root, { title: 'Audit' });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    ask: asking(url, issuer),
    close: async () => {
      await app.close();
      await pool.end();
    },
  };
};
