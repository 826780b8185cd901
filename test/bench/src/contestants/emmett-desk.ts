import { pongoMultiStreamProjection } from '@event-driven-io/emmett-postgresql';
import type { CaseEvent } from '../../../../apps/service-centre/src/domain/service-case/events';
import { changed, type DeskRow, deskTypes } from '../desk';
import type { Emmett, EmmettEvent } from './emmett';

type DeskDocument = DeskRow & Record<string, unknown>;

/** emmett's documented way to a keyed read model: a pongo projection behind a consumer. */
export const buildDesk = async (emmett: Emmett, collectionName: string): Promise<void> => {
  const projection = pongoMultiStreamProjection<DeskDocument, EmmettEvent>({
    collectionName,
    canHandle: [...deskTypes],
    getDocumentId: ({ metadata }) => metadata.streamName,
    evolve: (document: DeskDocument | null, event: EmmettEvent) => ({
      ...(document as DeskDocument),
      ...changed(document, event as unknown as CaseEvent, false),
    }),
  });
  const consumer = emmett.store.consumer({
    stopWhen: { noMessagesLeft: true },
    pulling: { batchSize: 2_000 },
  });
  consumer.projector({ projection, processorId: collectionName, startFrom: 'BEGINNING' });
  try {
    await consumer.start();
  } finally {
    await consumer.close();
  }
};
