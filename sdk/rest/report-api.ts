import type {
  Reported,
  ReportMessage,
  ReportsPage,
  ReportsQuery,
  Resolution,
} from "@roost/protocol/report.ts";
import type { Http } from "./http.ts";

/** What people report of messages. */
export interface ReportApi {
  /** Reports a message to those who look after the server. */
  report(messageId: string, report: ReportMessage): Promise<Reported>;
  /** What was reported, to those who `handleReports`. */
  reports(query?: ReportsQuery): Promise<ReportsPage>;
  resolveReport(reportId: string, resolution: Resolution): Promise<void>;
}

export function createReportApi(http: Http): ReportApi {
  return {
    report: (messageId, body) =>
      http.request("POST", `/api/messages/${encodeURIComponent(messageId)}/report`, { body }),
    reports: (query = {}) => http.request("GET", "/api/admin/reports", { query }),
    resolveReport: (reportId, resolution) =>
      http.request("POST", `/api/admin/reports/${encodeURIComponent(reportId)}/resolve`, {
        body: { resolution },
      }),
  };
}
