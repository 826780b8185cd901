import { kafkaConnection, mayPass, within } from './connection';

describe('the connection that the environment names', () => {
  const brokers = { KAFKA_BROKERS: 'a.example:9092, b.example:9093' };
  const secret = { KAFKA_SASL_USERNAME: 'accommodation', KAFKA_SASL_PASSWORD: 'secret' };

  it('is none without brokers', () => {
    expect(kafkaConnection({})).toBeUndefined();
    expect(kafkaConnection({ KAFKA_BROKERS: ' ' })).toBeUndefined();
  });

  it('is plain by default', () => {
    expect(kafkaConnection(brokers)).toEqual({ brokers: ['a.example:9092', 'b.example:9093'] });
  });

  it('is by TLS, with a principal, when it says so', () => {
    expect(kafkaConnection({ ...brokers, ...secret, KAFKA_SSL: 'true' })).toEqual({
      brokers: ['a.example:9092', 'b.example:9093'],
      tls: true,
      sasl: { mechanism: 'scram-sha-512', username: 'accommodation', password: 'secret' },
    });
    const plain = { ...brokers, ...secret, KAFKA_SASL_MECHANISM: 'PLAIN' };
    expect(kafkaConnection(plain)?.sasl).toMatchObject({ mechanism: 'plain' });
  });

  it.each([
    ['KAFKA_BROKERS', { KAFKA_BROKERS: 'a.example' }],
    ['KAFKA_BROKERS', { KAFKA_BROKERS: 'a.example:9092,' }],
    ['KAFKA_SSL', { ...brokers, KAFKA_SSL: 'yes' }],
    ['KAFKA_SASL_PASSWORD', { ...brokers, KAFKA_SASL_USERNAME: 'accommodation' }],
    ['KAFKA_SASL_MECHANISM', { ...brokers, ...secret, KAFKA_SASL_MECHANISM: 'gssapi' }],
  ])('cannot be meant, and %s is named', (name, environment) => {
    expect(() => kafkaConnection(environment)).toThrow(name);
  });
});

describe('what may pass by itself', () => {
  const failure = (retriable: boolean, cause?: Error) =>
    Object.assign(new Error('kafka'), { retriable, ...(cause && { cause }) });

  it('is judged by what is underneath', () => {
    expect(mayPass(failure(true))).toBe(true);
    expect(mayPass(failure(false))).toBe(false);
    expect(mayPass(failure(false, failure(true)))).toBe(true);
    expect(mayPass(new TypeError('ours'))).toBe(false);
  });
});

describe('waiting', () => {
  it('ends when the work does, or when it takes too long', async () => {
    await expect(within(Promise.resolve(1), 1_000, 'counting')).resolves.toBe(1);
    const never = new Promise<never>(() => undefined);
    await expect(within(never, 5, 'counting')).rejects.toThrow('counting took longer than 5 ms');
  });
});
