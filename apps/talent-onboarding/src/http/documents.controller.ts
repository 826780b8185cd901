import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { derivedId } from '@talentloop/event-sourcing';
import { Allow, type Answer, Asked, type CommandRequest, Visible } from '@talentloop/http';
import { findSameDocument } from '../domain/talent/state';
import { DocumentBody, ReasonBody } from './dto/talent-commands.dto';
import { documentPolicy, talentPolicy } from './policy';
import { Talents } from './talents';

/** Identity documents: what was typed, what the check found, what a caseworker made of it. */
@ApiTags('documents')
@Controller('talents/:id/documents')
export class DocumentsController {
  constructor(private readonly talents: Talents) {}

  @Allow(talentPolicy.documents)
  @Post()
  add(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() body: DocumentBody,
  ): Promise<Answer> {
    const data = { documentId: derivedId(asked.commandId, 'document'), ...body };
    return this.talents.runAdding(id, asked, visible, {
      command: { type: 'AddDocument', data },
      standing: (state) => {
        const own = state.record.documents.find((it) => it.documentId === data.documentId);
        const document = own ?? findSameDocument(state, data);
        return document && { documentId: document.documentId, check: document.check };
      },
    });
  }

  @Allow(documentPolicy.verify)
  @Post(':documentId/verify')
  verify(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.talents.run(id, asked, visible, { type: 'VerifyDocument', data: { documentId } });
  }

  @Allow(documentPolicy.reject)
  @Post(':documentId/reject')
  reject(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { reason }: ReasonBody,
  ): Promise<Answer> {
    const data = { documentId, reason };
    return this.talents.run(id, asked, visible, { type: 'RejectDocument', data });
  }

  @Allow(documentPolicy.override)
  @Post(':documentId/override')
  override(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { reason }: ReasonBody,
  ): Promise<Answer> {
    const data = { documentId, reason };
    return this.talents.run(id, asked, visible, { type: 'OverrideDocumentCheck', data });
  }
}
