import { KafkaBus, type KafkaConnection } from '@talentloop/integration-bus-kafka';

/** A bus that nothing fatal must happen to. */
export const busOn = (connection: KafkaConnection): KafkaBus =>
  new KafkaBus({
    connection,
    clientId: 'spec',
    onFatal: (error) => {
      throw error;
    },
  });
