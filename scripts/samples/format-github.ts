import { hex, type Prng } from './prng.ts';
import { type Deployment, SECOND } from './world.ts';
import { iso } from './zone.ts';

const API = 'https://api.github.com/repos/example-co';

function idOf(random: Prng, n: number): number {
  return 2_184_000_000 + n * 7_919 + random.fork(`id ${n}`).int(0, 7_000);
}

/**
 * Deployments of several repositories in one array, newest first.
 * https://docs.github.com/en/rest/deployments/deployments#list-deployments
 */
export function deployments(list: readonly Deployment[], random: Prng): string {
  const records = list
    .map((deployment, n) => {
      const id = idOf(random, n);
      const repository = `${API}/${deployment.service}`;
      const url = `${repository}/deployments/${id}`;
      return JSON.stringify({
        url,
        id,
        node_id: `DE_kwDO${random.fork(`node ${n}`).text(14, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')}`,
        task: 'deploy',
        original_environment: 'production',
        environment: 'production',
        description: `${deployment.service} ${deployment.version}`,
        created_at: iso(deployment.at),
        updated_at: iso(deployment.ready),
        statuses_url: `${url}/statuses`,
        repository_url: repository,
        creator: { login: 'release-bot', type: 'Bot' },
        sha: hex(random.fork(`sha ${n}`), 40),
        ref: `v${deployment.version}`,
        payload: {},
        transient_environment: false,
        production_environment: true,
      });
    })
    .reverse();
  return `[\n${records.join(',\n')}\n]\n`;
}

/**
 * Statuses of those deployments in one array; a status names its deployment by URL only.
 * https://docs.github.com/en/rest/deployments/statuses#list-deployment-statuses
 */
export function deploymentStatuses(list: readonly Deployment[], random: Prng): string {
  const records = list
    .flatMap((deployment, n) => {
      const repository = `${API}/${deployment.service}`;
      const url = `${repository}/deployments/${idOf(random, n)}`;
      const status = (state: string, at: number, k: number): string => {
        const id = 7_612_000_000 + n * 9_001 + k;
        return JSON.stringify({
          url: `${url}/statuses/${id}`,
          id,
          state,
          creator: { login: 'release-bot', type: 'Bot' },
          description: '',
          environment: 'production',
          created_at: iso(at),
          updated_at: iso(at),
          deployment_url: url,
          repository_url: repository,
        });
      };
      return [status('in_progress', deployment.at + 6 * SECOND, 1), status('success', deployment.ready, 2)];
    })
    .reverse();
  return `[\n${records.join(',\n')}\n]\n`;
}
