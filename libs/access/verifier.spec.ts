import {
  base64url,
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWK,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { createHmac } from 'node:crypto';
import {
  InvalidToken,
  type TokenVerifier,
  tokenVerifier,
  verifierFromEnvironment,
} from './verifier';

const NOW = Date.parse('2026-03-02T02:00:00.000Z');
const now = NOW / 1_000;
const time = { at: NOW };
const clock = { now: () => new Date(time.at).toISOString() };
const HOUR = 3_600;

interface Making {
  alg?: string;
  typ?: string | undefined;
  kid?: string;
  /** Also of the wrong type: somebody who forges a token is held by no type. */
  claims?: Readonly<Record<string, unknown>>;
  without?: readonly string[];
  header?: object;
}

let verifier: TokenVerifier;
let key: CryptoKey;
let otherKey: CryptoKey;
let publicJwk: JWK;
let looksAtKeys = 0;

const claims = {
  iss: 'https://issuer.example',
  aud: 'talentloop',
  sub: 'worker',
  iat: now,
  exp: now + HOUR,
  roles: ['caseworker', 'conjurer'],
  centre: 'online',
};

const sign = (making: Making = {}, by: CryptoKey = key): Promise<string> => {
  const payload = { ...claims, ...making.claims } as Record<string, unknown>;
  for (const claim of making.without ?? []) delete payload[claim];
  const { alg = 'ES256', kid = 'one' } = making;
  const typ = 'typ' in making ? making.typ : 'at+jwt';
  return new SignJWT(payload)
    .setProtectedHeader({ alg, kid, ...(typ && { typ }), ...making.header })
    .sign(by);
};

const forged = (header: object, payload: object, signature: string): string =>
  [header, payload].map((part) => base64url.encode(JSON.stringify(part))).join('.') +
  `.${signature}`;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  otherKey = (await generateKeyPair('ES256')).privateKey;
  publicJwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const keys = createLocalJWKSet({ keys: [publicJwk] });
  verifier = tokenVerifier({
    issuer: claims.iss,
    audience: claims.aud,
    clock,
    keys: (header, token) => {
      looksAtKeys += 1;
      return keys(header, token);
    },
  });
});

beforeEach(() => {
  time.at = NOW;
});

it('reads the subject of a good token, without roles it does not know', async () => {
  await expect(verifier.verify(await sign())).resolves.toEqual({
    id: 'worker',
    roles: ['caseworker'],
    centre: 'online',
  });
  const portal = await sign({
    claims: { client_id: 'portal', talent_id: 't' },
    without: ['centre'],
  });
  await expect(verifier.verify(portal)).resolves.toEqual({
    id: 'worker',
    roles: ['caseworker'],
    client: 'portal',
    talentId: 't',
  });
});

const es512 = async (): Promise<string> =>
  sign({ alg: 'ES512' }, (await generateKeyPair('ES512')).privateKey);
const rs256 = async (): Promise<string> =>
  sign({ alg: 'RS256' }, (await generateKeyPair('RS256')).privateKey);
const tampered = async (part: number, change: (text: string) => string): Promise<string> => {
  const parts = (await sign()).split('.');
  parts[part] = change(parts[part] ?? '');
  return parts.join('.');
};
const hs256 = (secret: string): string => {
  const input = forged({ alg: 'HS256', typ: 'at+jwt', kid: 'one' }, claims, '').slice(0, -1);
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};

const bad: Readonly<Record<string, () => Promise<string> | string>> = {
  empty: () => '',
  'not a token': () => 'nonsense',
  'two parts': async () => (await sign()).split('.').slice(0, 2).join('.'),
  'four parts': async () => `${await sign()}.x`,
  'no signature': async () => `${(await sign()).split('.').slice(0, 2).join('.')}.`,
  'algorithm none': () => new UnsecuredJWT(claims).encode(),
  'algorithm None': () => forged({ alg: 'None', typ: 'at+jwt' }, claims, ''),
  'HS256 keyed with the public key': () => hs256(JSON.stringify(publicJwk)),
  'HS256 keyed with nothing': () => hs256(''),
  'ES512, not of our algorithms': es512,
  'RS256 of a key that is not listed': rs256,
  'another key under our kid': () => sign({}, otherKey),
  'an unknown kid': () => sign({ kid: 'two' }, otherKey),
  'a kid with a path': () => sign({ kid: '../../etc/passwd' }, otherKey),
  'a key of its own in the header': async () =>
    sign({ header: { jwk: publicJwk }, kid: 'two' }, otherKey),
  'a key address of its own': () => sign({ header: { jku: 'https://evil.example' } }, otherKey),
  'an unknown critical header': () =>
    sign({ header: { crit: ['x'], x: 1 } }).catch(() =>
      forged({ alg: 'ES256', kid: 'one', typ: 'at+jwt', crit: ['x'], x: 1 }, claims, 'AAAA'),
    ),
  'payload changed': () =>
    tampered(1, () => base64url.encode(JSON.stringify({ ...claims, roles: ['supervisor'] }))),
  'header changed': () =>
    tampered(0, () => base64url.encode('{"alg":"ES256","kid":"one","typ":"at+jwt","x":1}')),
  'signature changed': () =>
    tampered(2, (text) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)),
  'signature cut': () => tampered(2, (text) => text.slice(0, -4)),
  'payload not JSON': () => tampered(1, () => base64url.encode('{')),
  'payload a list': () => tampered(1, () => base64url.encode('[]')),
  expired: () => sign({ claims: { iat: now - 2 * HOUR, exp: now - 6 } }),
  'expired exactly at the tolerance': () => sign({ claims: { exp: now - 5 } }),
  'not yet valid': () => sign({ claims: { nbf: now + 60 } }),
  'issued in the future': () => sign({ claims: { iat: now + 60, exp: now + HOUR } }),
  'without exp': () => sign({ without: ['exp'] }),
  'without iat': () => sign({ without: ['iat'] }),
  'without sub': () => sign({ without: ['sub'] }),
  'an empty sub': () => sign({ claims: { sub: '' } }),
  'a sub that is too long': () => sign({ claims: { sub: 'x'.repeat(256) } }),
  'exp as text': () => sign({ claims: { exp: 'never' } }),
  'living for a week': () => sign({ claims: { exp: now + 7 * 24 * HOUR } }),
  'issued two days ago': () => sign({ claims: { iat: now - 48 * HOUR, exp: now + HOUR } }),
  'another issuer': () => sign({ claims: { iss: 'https://evil.example' } }),
  'our issuer with a slash': () => sign({ claims: { iss: `${claims.iss}/` } }),
  'without an issuer': () => sign({ without: ['iss'] }),
  'another audience': () => sign({ claims: { aud: 'another' } }),
  'without an audience': () => sign({ without: ['aud'] }),
  'an identity token': () => sign({ typ: 'JWT' }),
  'a logout token': () => sign({ typ: 'logout+jwt' }),
  'without a type': () => sign({ typ: undefined }),
  'a centre that is no text': () => sign({ claims: { centre: ['loop-onsite', 'online'] } }),
  'an empty client': () => sign({ claims: { client_id: '' } }),
  'too long to look at': () => sign({ claims: { filler: 'x'.repeat(10_000) } }),
};

describe(`${Object.keys(bad).length} bad tokens`, () => {
  it.each(Object.entries(bad))('refuses: %s', async (_, make) => {
    await expect(verifier.verify(await make())).rejects.toThrow(InvalidToken);
  });

  it('are at least forty', () => expect(Object.keys(bad).length).toBeGreaterThanOrEqual(40));
});

it('holds to its algorithms even where the issuer lists a key of another', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES512', { extractable: true });
  const listed = { ...(await exportJWK(publicKey)), kid: 'one' };
  const lenient = tokenVerifier({
    issuer: claims.iss,
    audience: claims.aud,
    clock,
    keys: createLocalJWKSet({ keys: [listed] }),
  });
  await expect(lenient.verify(await sign({ alg: 'ES512' }, privateKey))).rejects.toThrow(
    InvalidToken,
  );
});

it('remembers a signature, but not beyond the token it belongs to', async () => {
  const token = await sign();
  await verifier.verify(token);
  const looked = looksAtKeys;
  await verifier.verify(token);
  expect(looksAtKeys).toBe(looked);
  time.at = NOW + (HOUR + 6) * 1_000;
  await expect(verifier.verify(token)).rejects.toThrow(InvalidToken);
  time.at = NOW - 60_000;
  await expect(verifier.verify(token)).rejects.toThrow(InvalidToken);
});

it('asks for the clock again before it judges a lifetime', async () => {
  let asked = 0;
  const patient = tokenVerifier({
    issuer: claims.iss,
    audience: claims.aud,
    clock,
    keys: createLocalJWKSet({ keys: [publicJwk] }),
    refreshClock: async () => {
      asked += 1;
      time.at = NOW;
    },
  });
  time.at = NOW - 48 * HOUR * 1_000;
  await expect(patient.verify(await sign())).resolves.toMatchObject({ id: 'worker' });
  await expect(patient.verify(await sign({}, otherKey))).rejects.toThrow(InvalidToken);
  expect(asked).toBe(1);
});

it('is configured by the environment, wholly or not at all', () => {
  expect(verifierFromEnvironment({}, clock)).toBeUndefined();
  const issuer = { OIDC_ISSUER: 'https://issuer.example' };
  expect(() => verifierFromEnvironment(issuer, clock)).toThrow('OIDC_AUDIENCE');
  expect(verifierFromEnvironment({ ...issuer, OIDC_AUDIENCE: 'a' }, clock)).toBeDefined();
});
