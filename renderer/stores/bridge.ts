import { createFacilitatorClient, createScreenClient } from '../../shared/ipc/client.ts';

/** The facilitator window's only way to the machine. */
export const facilitator = createFacilitatorClient(() => window.whyladder);

/** The projected screen's: it can read and nothing else. */
export const projected = createScreenClient(() => window.whyladder);
