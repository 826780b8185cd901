import { KafkaBus, type KafkaConnection } from '@talentloop/integration-bus-kafka';

/** A bus that must not report a fatal error. */
export const busOn = (connection: KafkaConnection): KafkaBus =>
  new KafkaBus({
    connection,
    clientId: 'spec',
    onFatal: (error) => {
      throw error;
    },
  });
