export { adds, commandTypeFor, creates, does, elsewhere, handled } from './action';
export { defineResource, type Resource, type ViewContext } from './resource';
export { InjectResource, ResourceCommands, resourceProvider } from './resource-commands';
export { resourceControllers } from './resource-controllers';
export { On, type ResourceRequest } from './resource-request';
export { resourceBody } from './resource-view';
