export { type ConnectMiddleware, connect_middleware } from "./edge/connect_middleware.ts";
export { DispatcherMiddleware } from "./edge/dispatcher.ts";
export { ProxyMiddleware, type ProxyOptions, type ProxyTarget } from "./edge/http_proxy.ts";
export { ProxyFix, type ProxyFixOptions } from "./edge/proxy_fix.ts";
export { SharedDataMiddleware, type SharedDataOptions } from "./edge/shared_data.ts";
