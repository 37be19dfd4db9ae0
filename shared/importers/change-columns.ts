/** When something was deployed: beside a version it makes a table one of deployments. */
export const DEPLOYED = [
  'deployed_at',
  'released_at',
  'published_at',
  'date_released',
  'deployed_on',
  'deployment_date',
  'release_date',
  'fecha_de_despliegue',
  'date_de_deploiement',
  'deploye_le',
  'ausgerollt_am',
  'data_di_rilascio',
] as const;

export const VERSION = [
  'version',
  'release',
  'tag',
  'tag_name',
  'sha',
  'commit',
  'revision',
  'build',
  'image',
  'app_version',
  'deployment_id',
  'release_id',
  'task_definition',
] as const;

export const SERVICE = [
  'service',
  'app',
  'application',
  'repo',
  'repository',
  'component',
  'project',
  'service_name',
  'release_definition',
  'chart',
  'application_name',
  'dienst',
  'anwendung',
  'servicio',
  'aplicacion',
  'servizio',
] as const;

export const FLAG = ['flag', 'flag_key', 'flag_name', 'feature_flag', 'toggle', 'feature'] as const;

/** A setting, and what it was before and is now: all three make a table one of configuration changes. */
export const SETTING = [
  'setting',
  'setting_name',
  'config_key',
  'config',
  'parameter',
  'parameter_name',
  'property',
  'option',
  'variable',
  'key',
] as const;

export const BEFORE = 'old old_value previous previous_value before from was'.split(' ');

export const AFTER = 'new new_value current_value after to value now'.split(' ');

/** What was done, and how far it holds from then on: a flag that is on for a part, a deployment that is aborted. */
export const ACTION = ['action', 'operation', 'event', 'event_name', 'change_type', 'activity'] as const;

export const EXTENT = [
  'rollout',
  'rollout_percentage',
  'percentage',
  'percent',
  'weight',
  'enabled',
  'state',
  'new_state',
  'value',
  'new_value',
  'variation',
] as const;

export const SCALED = [
  'auto_scaling_group_name',
  'autoscaling_group',
  'scalable_target',
  'scaling_group',
] as const;
