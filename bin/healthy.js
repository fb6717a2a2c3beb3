// Ends with 0 where the process of this container says that it is ready, else with 1: the health check
// of docker-compose.yml, in an image that has no curl.
'use strict';

fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(
  (response) => process.exit(response.ok ? 0 : 1),
  () => process.exit(1),
);
