// The settings of a Kafka node for tests and developers. Not for production: one machine, loopback
// only.

/**
 * One node keeps topics without replicas. Three nodes keep every message on two before they
 * acknowledge it.
 */
const copies = (nodes) => (nodes === 1 ? { factor: 1, inSync: 1 } : { factor: 3, inSync: 2 });

const secured = ({ admin, keystore }) => ({
  'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'listener.name.clients.scram-sha-512.sasl.jaas.config':
    'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  // The nodes talk to each other on loopback without encryption and without accounts, so Kafka
  // calls them anonymous.
  'super.users': `User:${admin.username};User:ANONYMOUS`,
  'ssl.keystore.type': 'PKCS12',
  'ssl.keystore.location': keystore.file,
  'ssl.keystore.password': keystore.password,
  'ssl.key.password': keystore.password,
});

const replicated = (topic, { factor, inSync }) => ({
  [`${topic}.replication.factor`]: factor,
  [`${topic}.num.partitions`]: 4,
  // The topic of offsets has no such setting.
  ...(topic !== 'offsets.topic' && { [`${topic}.min.isr`]: inSync }),
});

const quick = { 'group.initial.rebalance.delay.ms': 0 };

/**
 * After this time of silence a node counts as dead, and only then may a killed node register again.
 * A node that is slow for as long on a busy machine is excluded too, with all groups and producers.
 * So the time is long where no node is killed.
 */
const session = (ms) => ({
  'broker.session.timeout.ms': ms,
  'broker.heartbeat.interval.ms': 500,
});

const small = {
  'num.network.threads': 2,
  'num.io.threads': 4,
  'background.threads': 2,
  'log.cleaner.dedupe.buffer.size': 16_777_216,
};

/** server.properties of one node of a cluster. */
export const settingsOf = ({ node, nodes, folder, security, sessionMs = 30_000 }) => {
  const replication = copies(nodes.length);
  const listeners = Object.entries(node.ports)
    .map(([name, port]) => `${name}://127.0.0.1:${port}`)
    .join(',');
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.bootstrap.servers': nodes
      .map(({ ports }) => `127.0.0.1:${ports.CONTROLLER}`)
      .join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners,
    'advertised.listeners': listeners,
    'listener.security.protocol.map': [
      `CLIENTS:${security ? 'SASL_SSL' : 'PLAINTEXT'}`,
      'NODES:PLAINTEXT',
      'CONTROLLER:PLAINTEXT',
    ].join(','),
    'inter.broker.listener.name': 'NODES',
    'log.dirs': folder,
    'auto.create.topics.enable': false,
    'default.replication.factor': replication.factor,
    'min.insync.replicas': replication.inSync,
    ...replicated('offsets.topic', replication),
    ...replicated('transaction.state.log', replication),
    ...replicated('share.coordinator.state.topic', replication),
    ...quick,
    ...session(sessionMs),
    ...small,
    ...(security && secured(security)),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
};
