import type { Clock } from '@talentloop/event-sourcing';
import { createRemoteJWKSet, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { isRole, type Subject } from './subject';

/**
 * The token is missing, malformed, expired or from another issuer. The answer is 401 for each of
 * these.
 */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
}

export interface TokenVerifier {
  /** @throws InvalidToken */
  verify(token: string): Promise<Subject>;
}

/** The rules that a token must follow. The verifier takes none of them from the token itself. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  readonly clock: Clock;
  /** The header's `typ`; RFC 9068 requires `at+jwt`. */
  readonly type?: string;
  /**
   * Called once if a token is outside its lifetime, because another process may have moved the
   * clock.
   */
  readonly refreshClock?: () => Promise<void>;
}

const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'];
const LIFETIME_S_MAX = 24 * 60 * 60;
const TOLERANCE_S = 5;
/**
 * How long the verifier trusts a signature that it has verified. A withdrawn key is refused within
 * a minute.
 */
const REMEMBERED_MS = 60_000;
/** No token of ours is longer. This bounds what the verifier parses and remembers. */
const TOKEN_LENGTH_MAX = 8_192;

interface Verified {
  readonly subject: Subject;
  readonly from: number;
  readonly until: number;
}

/** Verifies the signature and every claim that the rules pin. */
const check = async (rules: TokenRules, token: string): Promise<Verified> => {
  const { payload } = await jwtVerify(token, rules.keys, {
    algorithms: ALGORITHMS,
    issuer: rules.issuer,
    audience: rules.audience,
    typ: rules.type ?? 'at+jwt',
    requiredClaims: ['sub', 'exp', 'iat'],
    maxTokenAge: LIFETIME_S_MAX,
    clockTolerance: TOLERANCE_S,
    currentDate: new Date(rules.clock.now()),
  });
  return judged(payload);
};

/** Verifies OIDC access tokens (RFC 9068) against a key set, by the injected clock. */
export const tokenVerifier = (rules: TokenRules): TokenVerifier => {
  const verified = new LRUCache<string, Verified>({ max: 10_000, ttl: REMEMBERED_MS });
  const seconds = (): number => Date.parse(rules.clock.now()) / 1_000;

  const verify = async (token: string): Promise<Subject> => {
    const known = verified.get(token);
    const now = seconds();
    if (known && known.from <= now && now < known.until) return known.subject;
    const fresh = await check(rules, token);
    verified.set(token, fresh);
    return fresh.subject;
  };

  return {
    async verify(token) {
      if (token.length > TOKEN_LENGTH_MAX) throw new InvalidToken('too long');
      try {
        return await verify(token).catch(async (error: unknown) => {
          if (!rules.refreshClock || !isAboutTime(error)) throw error;
          await rules.refreshClock();
          return verify(token);
        });
      } catch (error) {
        throw new InvalidToken('not a token of this issuer', { cause: error });
      }
    },
  };
};

const isAboutTime = (error: unknown): boolean =>
  error instanceof Error &&
  'claim' in error &&
  ['exp', 'nbf', 'iat'].some((claim) => claim === error.claim);

const judged = (payload: JWTPayload): Verified => {
  const { sub, iat = 0, nbf = iat, exp = 0 } = payload;
  if (!sub || sub.length > 255) throw new InvalidToken('sub');
  if (exp - iat > LIFETIME_S_MAX) throw new InvalidToken('lives too long');
  const named = Array.isArray(payload['roles']) ? payload['roles'] : [];
  const centre = text(payload, 'centre');
  const client = text(payload, 'client_id');
  const talentId = text(payload, 'talent_id');
  const subject: Subject = {
    id: sub,
    roles: named.filter(isRole),
    ...(centre !== undefined && { centre }),
    ...(client !== undefined && { client }),
    ...(talentId !== undefined && { talentId }),
  };
  return {
    subject: Object.freeze(subject),
    from: Math.max(iat, nbf) - TOLERANCE_S,
    until: Math.min(exp + TOLERANCE_S, iat + LIFETIME_S_MAX),
  };
};

const text = (payload: JWTPayload, claim: string): string | undefined => {
  const value = payload[claim];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw new InvalidToken(claim);
  return value;
};

/** A verifier for the issuer that the environment names, or undefined if it names none. */
export const verifierFromEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): TokenVerifier | undefined => {
  const {
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: audience,
    OIDC_JWKS_URI,
    OIDC_TOKEN_TYPE,
  } = environment;
  if (!issuer) return undefined;
  if (!audience) throw new Error('OIDC_ISSUER is set, so OIDC_AUDIENCE must be set too');
  const location = OIDC_JWKS_URI ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`;
  return tokenVerifier({
    issuer,
    audience,
    clock,
    keys: createRemoteJWKSet(new URL(location)),
    ...(OIDC_TOKEN_TYPE && { type: OIDC_TOKEN_TYPE }),
  });
};
