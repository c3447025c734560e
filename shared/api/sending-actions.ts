/** What is done about exchange by address (网络报送) at a 单位, as the audit says it. */
export const sendingActions = {
  'sending.bureau': '登记网络报送的人社局',
  'sending.bureau-end': '停止网络报送',
  'sending.send': '发送给人社局',
} as const
