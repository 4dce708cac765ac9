/**
 * The extension {@code io.modelcontextprotocol/tasks} (SEP-2663): calls that are answered with a task at once and done
 * in the background, durable and shared by the replicas of a service.
 *
 * <p>The engine knows nothing of tools, so any MCP server can use it:
 * <pre>{@code
 * Database database = Database.open(settings, OptionalTables.TASKS);
 * Tasks tasks = new Tasks(database, time, TaskRules.standard());
 * TaskRunner runner = tasks.start(run -> switch (run.work()) {          // until runner.close()
 *     case "slow_compute" -> {
 *         Thread.sleep(seconds(run.description()));                      // interrupted by tasks/cancel
 *         yield new TaskStep.Completed(result("done"));
 *     }
 *     case "confirm_delete" -> run.answers().has("confirm")
 *             ? new TaskStep.Completed(result(run.answers()))
 *             : new TaskStep.InputRequired(requests("confirm"));         // called again, from the start, once answered
 *     default -> throw RpcException.invalidParams("...");                // the task fails with this error
 * });
 * // tools/call, when TaskExtension.isDeclared(params._meta); without it do the work at once, or
 * // TaskExtension.require(params._meta) for a tool that only works as a task:
 * switch (tasks.create(principal, name, description)) {
 *     case TaskCreation.Created(Task task) -> task.createResult();
 *     case TaskCreation.TooMany(), TaskCreation.TooLarge() -> ...        // refuse
 * }
 * // server/discover: TaskExtension.announce(capabilities)
 * // tasks/get, tasks/update, tasks/cancel: new TaskMethods(tasks).answer(principal, method, params), or RpcException
 * // subscriptions/listen with taskIds: tasks.find(principal, id) and, when its version has grown,
 * // notifications/tasks with task.notificationParams()
 * }</pre>
 *
 * <p>A service of the kit declares tools with {@link org.watchbill.kit.mcp.tool.ToolSpec.Pace#LONG} and wires
 * <pre>{@code
 * ToolMethods tools = new ToolMethods(declared, commands, confirmations, tasks);
 * TaskMethods methods = new TaskMethods(tasks);
 * new McpEndpoint(info, tokens, List.of(tools, methods, new ListenMethods(List.of(methods.updates()), time, rhythm)));
 * TaskRunner runner = tasks.start(tools.deferred());
 * }</pre>
 * No service has a tool yet that takes longer than a request may, so none has the table or a runner.
 *
 * <p>A task is a row. Workers lease rows with {@code FOR UPDATE SKIP LOCKED} and make the lease longer while they work;
 * when a process is killed, its leases end and others do the work again. So work must bear being done twice: a read does,
 * a write has its call id, by which {@link org.watchbill.kit.command.Commands} does it once.
 */
@NullMarked
package org.watchbill.kit.mcp.task;

import org.jspecify.annotations.NullMarked;
