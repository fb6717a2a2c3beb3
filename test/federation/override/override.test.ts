import { federation } from '../../kit/federation.js';
import { moved } from './world.js';

federation('@override', moved, [
  {
    behaviour: 'moves a field and leaves its neighbours',
    operation: '{ post { title body } }',
    expected: { data: { post: { title: 'old: title', body: 'renewed: body' } } },
  },
  {
    behaviour: 'moves a root field',
    operation: '{ feed }',
    expected: { data: { feed: 'renewed: feed' } },
  },
  {
    behaviour: 'from a subgraph that is not there changes nothing',
    operation: '{ post { stars } }',
    expected: { data: { post: { stars: 'renewed: stars' } } },
  },
  {
    behaviour: 'of none of the requests leaves the field where it was',
    operation: '{ post { votes } renewedPost { votes body } }',
    expected: { data: { post: { votes: 'old: votes' }, renewedPost: { votes: 'old: votes', body: 'renewed: body' } } },
  },
  {
    behaviour: 'of all requests moves the field',
    operation: '{ post { likes title } renewedPost { likes } }',
    expected: { data: { post: { likes: 'renewed: likes', title: 'old: title' }, renewedPost: { likes: 'renewed: likes' } } },
    wrongOn: { apollo: 'it never evaluates a percentage, and takes every labelled override as not yet begun' },
  },
  {
    behaviour: 'does not disturb a field that requires another',
    operation: '{ post { rank body } }',
    expected: { data: { post: { rank: 'old: rank of renewed: score', body: 'renewed: body' } } },
  },
]);
