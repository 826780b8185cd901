import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { derivedId } from '@talentloop/event-sourcing';
import { Allow, type Answer, On, type ResourceRequest } from '@talentloop/http';
import { findSameDocument } from '../domain/talent/state';
import { TalentParts } from './talent-parts';
import { DocumentBody } from './talent.dto';
import { talents } from './talent.resource';

/** Identity documents: the same one is on record once, whoever adds it again. */
@ApiTags('documents')
@Controller('talents/:id/documents')
export class DocumentsController {
  constructor(private readonly parts: TalentParts) {}

  @Allow(talents.rules.documents)
  @Post()
  add(@On() on: ResourceRequest, @Body() body: DocumentBody): Promise<Answer> {
    return this.parts.addOnce(on, ({ commandId }) => {
      const data = { documentId: derivedId(commandId, 'document'), ...body };
      return {
        command: { type: 'AddDocument', data },
        namedIn: (state) => {
          const { documents } = state.record;
          const own = documents.find(({ documentId }) => documentId === data.documentId);
          const document = own ?? findSameDocument(state, data);
          return document && { documentId: document.documentId, check: document.check };
        },
      };
    });
  }
}
