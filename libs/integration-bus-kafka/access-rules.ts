import { type AclEntry, AclOperationTypes, AclPermissionTypes, AclResourceTypes } from 'kafkajs';
import { ResourcePatternTypes } from 'kafkajs';
import type { KafkaConnection } from './connection';
import { declaredTopics, type DeclaredTopic, withAdmin } from './topics';

const { READ, WRITE, DESCRIBE } = AclOperationTypes;

const allow = (
  service: string,
  resourceType: AclResourceTypes,
  resourceName: string,
  ...operations: readonly AclOperationTypes[]
): readonly AclEntry[] =>
  operations.map((operation) => ({
    resourceType,
    resourceName,
    operation,
    host: '*',
    principal: `User:${service}`,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    permissionType: AclPermissionTypes.ALLOW,
  }));

/**
 * A service writes only its own topics, reads the topics of the others, and has one consumer group.
 */
const accessRules = (topics: readonly DeclaredTopic[] = declaredTopics): readonly AclEntry[] =>
  [...new Set(topics.map(({ owner }) => owner))].flatMap((service) => [
    ...topics.flatMap(({ name, owner }) =>
      owner === service
        ? allow(service, AclResourceTypes.TOPIC, name, WRITE, DESCRIBE)
        : allow(service, AclResourceTypes.TOPIC, name, READ, DESCRIBE),
    ),
    ...allow(service, AclResourceTypes.GROUP, `talentloop.${service}`, READ),
  ]);

/**
 * Grants every service's principal (`User:<service>`) its rules. Rules that it already has stay.
 */
export const grantAccess = (
  connection: KafkaConnection,
  rules: readonly AclEntry[] = accessRules(),
): Promise<void> =>
  withAdmin(connection, async (admin) => {
    await admin.createAcls({ acl: [...rules] });
  });
