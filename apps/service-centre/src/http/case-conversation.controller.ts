import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Filter, may, type Subject } from '@talentloop/access';
import { Allow, type Answer, Asked, By, type CommandRequest, Visible } from '@talentloop/http';
import { CaseCommands } from './case-commands';
import { FeedbackRequest, MessageRequest, NoteRequest, TaskRequest } from './dto/case.dto';
import { policy } from './policy';

/** What is written on a case. */
@ApiTags('cases')
@Controller('cases/:id')
export class CaseConversationController {
  constructor(private readonly cases: CaseCommands) {}

  @Allow(policy.notes)
  @Post('notes')
  note(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: NoteRequest,
  ): Promise<Answer> {
    return this.cases.add({ id, asked, visible }, 'noteId', (noteId) => ({
      type: 'AddNote',
      data: { ...data, noteId },
    }));
  }

  /** What a worker writes goes to the talent; what the talent or their portal writes is received. */
  @Allow(policy.messages)
  @Post('messages')
  message(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @By() subject: Subject,
    @Body() data: MessageRequest,
  ): Promise<Answer> {
    const type = may(subject, policy.notes) ? 'SendMessage' : 'ReceiveMessage';
    return this.cases.add({ id, asked, visible }, 'messageId', (messageId) => ({
      type,
      data: { ...data, messageId },
    }));
  }

  @Allow(policy.tasks)
  @Post('tasks')
  task(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: TaskRequest,
  ): Promise<Answer> {
    return this.cases.add({ id, asked, visible }, 'taskId', (taskId) => ({
      type: 'AddTask',
      data: { ...data, taskId },
    }));
  }

  @Allow(policy.complete)
  @Post('tasks/:taskId/complete')
  complete(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.cases.run(
      { id, asked, visible },
      { type: 'CompleteTask', data: { taskId: taskId.toLowerCase() } },
    );
  }

  @Allow(policy.feedback)
  @Post('feedback')
  feedback(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: FeedbackRequest,
  ): Promise<Answer> {
    return this.cases.run({ id, asked, visible }, { type: 'GiveFeedback', data });
  }
}
