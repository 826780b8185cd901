import type { Clock } from '@talentloop/event-sourcing';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JSONWebKeySet,
  SignJWT,
} from 'jose';
import type { Pool } from 'pg';
import { type Persona, personas } from './personas';
import { type TokenVerifier, tokenVerifier } from './verifier';

/**
 * Keeps the one private key of a development installation. The first process that needs it creates
 * it.
 */
export interface DevelopmentKeys {
  signingKey(make: () => Promise<JWK>): Promise<JWK>;
}

/** For specs, and for a process that shares its key with no other process. */
export const keysInMemory = (): DevelopmentKeys => {
  let kept: Promise<JWK> | undefined;
  return { signingKey: (make) => (kept ??= make()) };
};

/** A key in schema `development`, which all processes of an installation share. */
export const keysInPostgres = (pool: Pool): DevelopmentKeys => ({
  async signingKey(make) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      // `create schema if not exists` may fail when two processes run it at once.
      await client.query(`select pg_advisory_xact_lock(hashtext('development.issuer_keys'))`);
      // While a session waits for the lock, its catalogue cache grows old: it still says that
      // nothing exists. PostgreSQL refreshes the cache when the session opens a relation, so this
      // query opens one.
      await client.query('select count(*) from pg_namespace');
      await client.query('create schema if not exists development');
      await client.query(
        `create table if not exists development.issuer_keys
             (kid text primary key, jwk json not null)`,
      );
      const { rows } = await client.query<{ jwk: JWK }>(
        'select jwk from development.issuer_keys limit 1',
      );
      const jwk = rows[0]?.jwk ?? (await make());
      if (!rows[0]) {
        await client.query('insert into development.issuer_keys (kid, jwk) values ($1, $2)', [
          jwk.kid,
          JSON.stringify(jwk),
        ]);
      }
      await client.query('commit');
      return jwk;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  },
});

const ISSUER = 'urn:talentloop:development';
const AUDIENCE = 'talentloop';
const LIFETIME_S = 12 * 60 * 60;

const makeKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: crypto.randomUUID() };
};

/**
 * Issues tokens for the personas, so that a newcomer needs no identity provider. It uses the
 * injected clock, so a moved clock also ends the tokens.
 */
export class DevelopmentIssuer {
  private constructor(
    private readonly key: JWK,
    private readonly clock: Clock,
  ) {
    if (process.env['NODE_ENV'] === 'production')
      throw new Error('the development issuer is not available in production');
  }

  static async open(keys: DevelopmentKeys, clock: Clock): Promise<DevelopmentIssuer> {
    if (process.env['NODE_ENV'] === 'production')
      throw new Error('the development issuer is not available in production');
    return new DevelopmentIssuer(await keys.signingKey(makeKey), clock);
  }

  /** A token for the persona. `talentId` says which talent the persona `talent` is. */
  async issue(persona: Persona, talentId?: string): Promise<string> {
    const { sub, ...claims } = personas[persona];
    const now = Math.floor(Date.parse(this.clock.now()) / 1_000);
    const self = persona === 'talent' && talentId !== undefined;
    return new SignJWT({ ...claims, ...(self && { talent_id: talentId }) })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: this.key.kid ?? '' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(self ? talentId : sub)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME_S)
      .setJti(crypto.randomUUID())
      .sign(await importJWK(this.key, 'ES256'));
  }

  /** The public key as a JWKS. */
  keySet(): JSONWebKeySet {
    const { d: _, ...publicKey } = this.key;
    return { keys: [publicKey] };
  }

  verifier(refreshClock?: () => Promise<void>): TokenVerifier {
    return tokenVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      clock: this.clock,
      keys: createLocalJWKSet(this.keySet()),
      ...(refreshClock && { refreshClock }),
    });
  }
}
