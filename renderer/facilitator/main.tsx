import '../components/csp-nonce.ts';
import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../charts/charts.css';
import { createRoot } from 'react-dom/client';
import { FacilitatorApp } from './facilitator-app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<FacilitatorApp />);
